import Platform
import Rendering

/// Where everything goes that is not data.
enum StandardError {
    /// What can be shown there.
    static let screen = Screen.detect(descriptor: STDERR_FILENO)

    /// Writes a line for people, in the characters that can be shown here.
    static func print(_ line: String) {
        write(TerminalText.of(line, unicode: screen.unicode) + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        _ = writeAll(text, to: STDERR_FILENO)
    }
}
