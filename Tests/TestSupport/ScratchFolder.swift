import CLibArchive
import Platform
import Testing

/// A folder that lives as long as its test.
package final class ScratchFolder {
    package let path: String

    package init() {
        var template = Array("/tmp/scratch-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? ""
        precondition(!path.isEmpty, "mkdtemp failed")
    }

    deinit {
        Self.clear(path)
    }

    private static func clear(_ path: String) {
        for name in names(in: path) { clear("\(path)/\(name)") }
        remove(path)
    }

    private static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Writes a file, and the folders above it.
    package func write(_ name: String, _ text: String) {
        write(name, Array(text.utf8))
    }

    /// Writes a file, and the folders above it.
    package func write(_ name: String, _ bytes: [UInt8]) {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
        guard let file = fopen("\(path)/\(name)", "w") else { preconditionFailure(name) }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// What a file holds; where there is none, the test fails.
    package func bytes(_ name: String) -> [UInt8] {
        guard let file = fopen("\(path)/\(name)", "r") else {
            Issue.record("there is no file \(name)")
            return []
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        while true {
            let byte = fgetc(file)
            if byte == EOF { return bytes }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
    }

    /// What a file holds, as text.
    package func text(_ name: String) -> String {
        String(decoding: bytes(name), as: UTF8.self)
    }

    /// The path of a file in the folder, whether it is there or not.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// The names of what lies in it, in order.
    package var names: [String] { Self.names(in: path).sorted() }

    /// The names of what lies in a folder within it, in order; none where it is not there.
    package func names(in folder: String) -> [String] { Self.names(in: path(folder)).sorted() }

    /// Writes a zip archive.
    package func zip(_ name: String, _ members: [(String, String)]) {
        let archive = archive_write_new()
        archive_write_set_format_zip(archive)
        pack(archive, name, members)
    }

    /// The text files in a zip archive.
    package static func members(ofZip path: String) -> [(name: String, text: String)] {
        let archive = archive_read_new()
        archive_read_support_format_zip(archive)
        defer { archive_read_free(archive) }
        guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { return [] }
        var members: [(name: String, text: String)] = []
        var entry: OpaquePointer?
        while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = archive_read_data(archive, &chunk, chunk.count), count > 0 {
                bytes += chunk[..<count]
            }
            let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
            members.append((name, String(decoding: bytes, as: UTF8.self)))
        }
        return members
    }

    /// Writes a compressed file; `filter` is `gzip` or `zstd`, applied `times` over.
    package func compress(_ name: String, _ text: String, filter: String, times: Int = 1) {
        let archive = archive_write_new()
        for _ in 0..<times { archive_write_add_filter_by_name(archive, filter) }
        archive_write_set_format_raw(archive)
        pack(archive, name, [("content", text)])
    }

    private func pack(_ archive: OpaquePointer?, _ name: String, _ members: [(String, String)]) {
        precondition(archive_write_open_filename(archive, "\(path)/\(name)") == ARCHIVE_OK)
        for (member, text) in members {
            let entry = archive_entry_new()
            archive_entry_set_pathname(entry, member)
            archive_entry_set_size(entry, Int64(text.utf8.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            archive_write_header(archive, entry)
            let bytes = Array(text.utf8)
            precondition(archive_write_data(archive, bytes, bytes.count) == bytes.count)
            archive_entry_free(entry)
        }
        archive_write_close(archive)
        archive_write_free(archive)
    }
}
