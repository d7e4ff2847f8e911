import Platform

/// The few things that are needed of folders and small files.
enum Folder {
    /// The names in a folder; none if it cannot be read.
    static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// A small file's text; nil if it cannot be read.
    static func text(of path: String, from offset: Int = 0) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        lseek(descriptor, off_t(offset), SEEK_SET)
        return readAll(descriptor)
    }

    /// What `lstat` says of a path; nil if there is nothing.
    static func entry(at path: String) -> stat? {
        var entry = stat()
        return lstat(path, &entry) == 0 ? entry : nil
    }

    /// Makes a folder that only its owner can enter; false if there is something at that path.
    static func make(_ path: String, owner: ServerAccount) throws(ServerError) -> Bool {
        guard mkdir(path, 0o700) == 0 else {
            if errno == EEXIST { return false }
            throw .fileFailed(path: path, action: "make", reason: String(cString: strerror(errno)))
        }
        try own(path, owner)
        return true
    }

    /// Makes the folders that lead to a path, as other programs do: open to all for reading.
    static func makeParents(of path: String) throws(ServerError) {
        let names = path.split(separator: "/").dropLast()
        var folder = ""
        for name in names {
            folder += "/\(name)"
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST || entry(at: folder) != nil else {
                throw .fileFailed(path: folder, action: "make", reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Gives a folder to the server's user, where that is not who runs this.
    static func own(_ path: String, _ owner: ServerAccount) throws(ServerError) {
        guard owner.isOther else { return }
        guard lchown(path, owner.userID, owner.groupID) == 0 else {
            throw .fileFailed(path: path, action: "give away", reason: String(cString: strerror(errno)))
        }
    }
}
