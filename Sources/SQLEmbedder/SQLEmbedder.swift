import Foundation

/// Writes Swift source that holds the text of SQL files.
///
/// `SQLEmbedder OUTPUT FOLDER PATH…`, each path relative to the folder. The plugin `EmbedSQL` runs it during
/// the build; it is no part of the product.
@main
enum SQLEmbedder {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first, let folder = arguments.dropFirst().first else {
            throw EmbeddingError.usage
        }
        let folderURL = URL(filePath: folder, directoryHint: .isDirectory)
        let source = try source(paths: Array(arguments.dropFirst(2)), in: folderURL)
        try write(source, to: URL(filePath: output))
    }

    /// Plain string literals, so that the texts are static bytes of the binary: a launch decodes nothing.
    private static func source(paths: [String], in folder: URL) throws -> String {
        var source = """
            extension SQLText {
                package static let files: [(path: String, text: String)] = [

            """
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let bytes = try Data(contentsOf: folder.appending(path: path))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw EmbeddingError.notUTF8(path)
            }
            source += "        (\(literal(path)), \(literal(text))),\n"
        }
        return source + "    ]\n}\n"
    }

    private static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\n": literal += "\\n"
            case _ where scalar.value < 0x20: literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// Leaves a file that says the same alone, so that nothing is compiled again for it.
    private static func write(_ source: String, to output: URL) throws {
        let source = Data(source.utf8)
        if let present = try? Data(contentsOf: output), present == source { return }
        // The compiler driver tells a changed file by its time in whole seconds: two versions written
        // in one second would leave the first one in the binary.
        let times = try? output.resourceValues(forKeys: [.contentModificationDateKey])
        if let written = times?.contentModificationDate, Date().timeIntervalSince(written) < 1 {
            Thread.sleep(forTimeInterval: 1)
        }
        try source.write(to: output, options: .atomic)
    }
}

/// Why nothing was embedded; ends the build.
enum EmbeddingError: Error, CustomStringConvertible {
    case usage
    case notUTF8(String)

    var description: String {
        switch self {
        case .usage: "usage: SQLEmbedder OUTPUT FOLDER PATH…"
        case .notUTF8(let path): "\(path) is not UTF-8"
        }
    }
}
