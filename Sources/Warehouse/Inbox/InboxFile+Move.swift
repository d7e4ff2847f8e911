import Platform

extension InboxFile {
    /// Moves the file into a folder, also one on another file system, where it gets a name that is free.
    ///
    /// It is in one of both places whole, whenever this process ends.
    func move(to folder: String, as name: String) throws(InboxError) {
        if rename(path, "\(folder)/\(name)") == 0 { return }
        guard errno == EXDEV else { throw failure(folder) }
        let draft = "\(folder)/.\(name).part"
        do throws(InboxError) {
            try copy(to: draft, folder)
            try replaceByCopy(draft, "\(folder)/\(name)", folder)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Gives the copy its name, and removes the file; where that cannot be done, the copy goes.
    private func replaceByCopy(_ draft: String, _ target: String, _ folder: String) throws(InboxError) {
        guard isUnchanged else {
            throw InboxError(
                action: "move \(self.name) to", path: folder, reason: "it was written to meanwhile")
        }
        guard rename(draft, target) == 0 else { throw failure(folder) }
        syncFolder(folder)
        guard unlink(path) == 0 else {
            let error = failure(folder)
            unlink(target)
            throw error
        }
    }

    /// Copies bytes, rights and time, and waits until they are on disk.
    private func copy(to target: String, _ folder: String) throws(InboxError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw failure(folder) }
        defer { close(source) }
        let copy = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw failure(folder) }
        defer { close(copy) }
        guard Self.copyBytes(from: source, to: copy) else { throw failure(folder) }
        var status = stat()
        if fstat(source, &status) == 0 {
            fchmod(copy, status.st_mode & 0o777)
            #if canImport(Darwin)
                let times = [status.st_atimespec, status.st_mtimespec]
            #else
                let times = [status.st_atim, status.st_mtim]
            #endif
            futimens(copy, times)
        }
        guard fsync(copy) == 0 else { throw failure(folder) }
    }

    /// Returns false, with the reason in `errno`, where bytes cannot be read or written.
    private static func copyBytes(from source: Int32, to copy: Int32) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = read(source, buffer.baseAddress, buffer.count)
            if count == 0 { return true }
            if count < 0, errno != EINTR { return false }
            var rest = UnsafeRawBufferPointer(rebasing: buffer[..<max(count, 0)])
            while !rest.isEmpty {
                let written = write(copy, rest.baseAddress, rest.count)
                if written < 0, errno != EINTR { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[max(written, 0)...])
            }
        }
    }

    private func failure(_ folder: String) -> InboxError {
        InboxError(action: "move \(name) to", path: folder)
    }
}
