import Platform

/// A folder on disk that is read as `sql/` is embedded: every `*.sql` at any depth, hidden ones left out.
package struct SQLFolder: Sendable, Hashable {
    /// Where the folder is.
    package let path: String

    /// Names a folder; touches nothing.
    package init(_ path: String) {
        self.path = path
    }

    /// Whether there is a folder.
    package var exists: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads all files, in bytewise order of their paths below the folder.
    package func files() throws(SQLFolderError) -> [SQLFile] {
        var files: [SQLFile] = []
        try collect(below: "", into: &files)
        guard !files.isEmpty else { throw .empty(path: path) }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func collect(below prefix: String, into files: inout [SQLFile]) throws(SQLFolderError) {
        for name in try names(in: "\(path)/\(prefix)") where !name.hasPrefix(".") {
            let relative = prefix + name
            let full = "\(path)/\(relative)"
            var status = stat()
            guard stat(full, &status) == 0 else { throw .system(path: full) }
            if status.st_mode & S_IFMT == S_IFDIR {
                try collect(below: relative + "/", into: &files)
            } else if name.hasSuffix(".sql") {
                files.append(SQLFile(path: relative, text: try text(of: full, size: Int(status.st_size))))
            }
        }
    }

    private func names(in folder: String) throws(SQLFolderError) -> [String] {
        guard let directory = opendir(folder) else { throw .system(path: folder) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    private func text(of file: String, size: Int) throws(SQLFolderError) -> String {
        guard let stream = fopen(file, "r") else { throw .system(path: file) }
        defer { fclose(stream) }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, stream)
        }
        guard ferror(stream) == 0 else { throw .system(path: file) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path: file) }
        return text
    }
}

extension SQLFolderError {
    /// The reason the last C call left in `errno`.
    fileprivate static func system(path: String) -> SQLFolderError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
