import Platform
import Rendering

/// Where an answer goes.
enum OutputTarget {
    /// To the screen, or where `\o` says.
    case standard
    /// To a file that appears whole or not at all; the format is its ending's where none is given.
    case file(String, Format?)
    /// To what a command of the system's shell reads.
    case command(ChildProcess)
    /// Into memory, for a place on the screen that is drawn again and again.
    case frame(Output)
    /// To a place that was found already.
    case place(OutputPlace)
    /// Nowhere: it is only kept.
    case silent
}

/// Where answers go after `\o`: a file that they are added to, or a command that reads them.
final class OutputFile {
    let path: String
    let descriptor: Int32
    let format: Format?
    private let process: ChildProcess?

    /// Makes the file empty, or starts the command.
    init(_ text: String) throws(ShellError) {
        if let command = FilePath.command(text) {
            let process = try ChildProcess(command, takesInput: true)
            (path, format, self.process) = (command, nil, process)
            descriptor = process.input ?? -1
            return
        }
        path = FilePath.expanded(text)
        format = Format(path: path)
        process = nil
        if format?.isBinary == true {
            throw ShellError("\(path): one workbook holds one answer: \\export \(path)")
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw ShellError("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Waits for a command's end, and throws where it fails.
    func end() throws(ShellError) {
        try process?.waitForSuccess(of: path)
    }

    deinit { if process == nil { close(descriptor) } }
}

extension ChildProcess {
    /// Ends its input and waits for its end; throws where it fails.
    func waitForSuccess(of command: String) throws(ShellError) {
        let status = wait()
        guard status == 0 else { throw ShellError("\(command) failed with status \(status)") }
    }
}

/// A path as people write it.
enum FilePath {
    /// The command in `| command`; nil for a path.
    static func command(_ text: String) -> String? {
        text.first == "|" ? String(text.dropFirst()).trimmed : nil
    }

    /// With `~` replaced, and quotes taken off.
    static func expanded(_ path: String) -> String {
        let path = path.unquoted()
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
