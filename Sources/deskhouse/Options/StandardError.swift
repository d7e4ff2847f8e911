import Platform
import Rendering

/// Where everything goes that is not data.
enum StandardError {
    /// Whether a person is looking on.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether characters beyond ASCII can be shown.
    static let unicode = Screen.detect(descriptor: STDERR_FILENO).unicode

    /// Writes a line for people, in the characters that can be shown here.
    static func print(_ line: String) {
        write(TerminalText.of(line, unicode: unicode) + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Platform.write(STDERR_FILENO, start, rest.count)
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
