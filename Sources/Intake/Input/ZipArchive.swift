import CLibArchive
import Platform

/// The table of contents of a zip archive.
enum ZipArchive {
    /// A file in the archive.
    struct Member: Sendable, Hashable {
        /// Its path in the archive.
        let path: String
        /// Its place among all entries.
        let index: Int
        /// Its size before compression, where the archive tells.
        let byteCount: Int?
    }

    /// Whether the regular file at `path` is a zip archive, told from its first bytes.
    static func isArchive(_ path: String) -> Bool {
        guard let file = fopen(path, "re") else { return false }
        defer { fclose(file) }
        var start = [UInt8](repeating: 0, count: 4)
        guard fread(&start, 1, 4, file) == 4 else { return false }
        return Decompression.zipStarts.contains(start)
    }

    /// The files in the archive, in its order.
    static func members(of path: String, name: String) throws(InputError) -> [Member] {
        guard hasDirectory(path) else {
            throw .damagedArchive(file: name, reason: "its end, which lists its members, is missing")
        }
        let archive = try opened(path, name: name)
        defer { archive_read_free(archive) }
        var members: [Member] = []
        var index = 0
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return members }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
                throw .damagedArchive(file: name, reason: ArchiveMessage.last(of: archive))
            }
            if let member = member(entry, index) { members.append(member) }
            index += 1
        }
    }

    private static func member(_ entry: OpaquePointer, _ index: Int) -> Member? {
        guard let text = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            return nil
        }
        let path = String(cString: text)
        let isFolder = path.hasSuffix("/") || archive_entry_filetype(entry) & 0o170000 == 0o040000
        if isFolder { return nil }
        let byteCount = archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
        return Member(path: path, index: index, byteCount: byteCount)
    }

    /// Opens the archive before its first entry; the caller frees it.
    static func opened(_ path: String, name: String) throws(InputError) -> OpaquePointer {
        guard let archive = archive_read_new() else {
            throw .unreadable(file: name, reason: "out of memory")
        }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, path, 128 << 10) == ARCHIVE_OK else {
            let reason = ArchiveMessage.last(of: archive)
            archive_read_free(archive)
            throw .damagedArchive(file: name, reason: reason)
        }
        return archive
    }

    /// Whether the record that ends every archive is there, at most a comment of 64 KiB before the end.
    ///
    /// libarchive reads an archive without it too, as far as it goes.
    private static func hasDirectory(_ path: String) -> Bool {
        guard let file = fopen(path, "re") else { return false }
        defer { fclose(file) }
        fseeko(file, 0, SEEK_END)
        let size = ftello(file)
        let length = min(Int(size), 65_557)
        fseeko(file, size - off_t(length), SEEK_SET)
        var tail = [UInt8](repeating: 0, count: length)
        guard fread(&tail, 1, length, file) == length, length >= 22 else { return false }
        return (0...(length - 22)).contains {
            tail[$0] == 0x50 && tail[$0 + 1...$0 + 3].elementsEqual([0x4b, 0x05, 0x06])
        }
    }
}
