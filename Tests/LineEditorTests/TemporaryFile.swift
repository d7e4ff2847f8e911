import Platform

/// A place for a file in a folder of its own, both gone when the test is over.
final class TemporaryFile: Sendable {
    let path: String
    private let folder: String

    struct Failure: Error {
        let code: Int32
    }

    init() throws {
        let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(root)/line-editor-XXXXXX".utf8CString)
        guard let folder = mkdtemp(&template).map({ String(cString: $0) }) else { throw Failure(code: errno) }
        self.folder = folder
        path = folder + "/file"
    }

    deinit {
        for name in ["file", "file.new"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    /// The permission bits.
    var mode: mode_t {
        var status = stat()
        stat(path, &status)
        return status.st_mode & 0o777
    }

    func text() throws -> String {
        guard let file = fopen(path, "r") else { throw Failure(code: errno) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }

    func write(_ bytes: [UInt8]) throws {
        guard let file = fopen(path, "w") else { throw Failure(code: errno) }
        defer { fclose(file) }
        fwrite(bytes, 1, bytes.count, file)
    }
}
