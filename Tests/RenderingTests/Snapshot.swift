import Platform
import Testing

/// Compares text with a file in `Snapshots/` beside the test.
///
/// `RECORD_SNAPSHOTS=1` writes the file anew, and fails, so that a recording run is never taken for a passing one.
func expectSnapshot(
    _ text: String, named name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
) throws {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/")
    let path = "\(folder)/Snapshots/\(name)"
    if getenv("RECORD_SNAPSHOTS").map({ String(cString: $0) }) == "1" {
        mkdir("\(folder)/Snapshots", 0o755)
        try writeFile(text, to: path)
        Issue.record("Recorded new baseline \(name)", sourceLocation: location)
        return
    }
    let expected = try? readFile(path)
    #expect(text == expected, sourceLocation: location)
}

/// A call of the system that failed in a test.
struct SystemError: Error {
    let path: String
    let code: Int32
}

func writeFile(_ text: String, to path: String) throws {
    guard let file = fopen(path, "wb") else { throw SystemError(path: path, code: errno) }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
        throw SystemError(path: path, code: errno)
    }
}

func readBytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw SystemError(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
}

func readFile(_ path: String) throws -> String {
    String(decoding: try readBytes(path), as: UTF8.self)
}
