import Rendering

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where an answer goes.
enum OutputTarget {
    /// To the screen, or where `\o` says.
    case standard
    /// To a file that appears whole or not at all; the format is its ending's where none is given.
    case file(String, Format?)
    /// Into memory, for a place on the screen that is drawn again and again.
    case frame(Output)
    /// Nowhere: it is only kept.
    case silent
}

/// The file that answers are added to after `\o FILE`.
final class OutputFile {
    let path: String
    let descriptor: Int32
    let format: Format?

    /// Makes the file empty.
    init(_ path: String) throws(ShellError) {
        self.path = path
        format = Format(path: path)
        if format?.isBinary == true {
            throw ShellError("\(path): one workbook holds one answer: \\export \(path)")
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw ShellError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }
}

/// A path as people write it.
enum FilePath {
    /// With `~` replaced, and quotes taken off.
    static func expanded(_ path: String) -> String {
        var path = path
        if let quote = path.first, quote == "'" || quote == "\"", path.count > 1, path.last == quote {
            path = String(path.dropFirst().dropLast())
        }
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
