import CLibArchive

/// The content of one member of a zip archive.
final class ZipMemberSource: ByteSource {
    private let archive: OpaquePointer
    private let path: String
    /// What the archive was when its members were listed.
    private let state: FileState?
    private let name: String
    /// Bytes of the member, decompressed: the archive's own position tells nothing about it.
    private(set) var position = 0

    /// - Parameters:
    ///   - path: The archive's path.
    ///   - index: The member's place among all entries.
    ///   - state: What the archive was when that place was looked up.
    ///   - name: What the member is called in errors.
    /// - Throws: `.damagedArchive`, `.unsupported`, `.unreadable` where the archive has changed meanwhile.
    init(archive path: String, index: Int, state: FileState?, name: String) throws(InputError) {
        archive = try ZipArchive.opened(path, name: name)
        self.path = path
        self.state = state
        self.name = name
        for _ in 0...index {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure() }
        }
    }

    deinit {
        archive_read_free(archive)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        if count == 0, hasChanged { throw .changed(name) }
        position += count
        return count
    }

    /// One that was removed has not changed: what is open can be read to its end.
    private var hasChanged: Bool {
        FileState(path: path).map { $0 != state } ?? false
    }

    private func failure() -> InputError {
        if hasChanged { return .changed(name) }
        if archive_read_has_encrypted_entries(archive) > 0 {
            return .unsupported(file: name, what: "it is encrypted", fix: "extract it and load the files")
        }
        return .damagedArchive(file: name, reason: ArchiveMessage.last(of: archive))
    }
}
