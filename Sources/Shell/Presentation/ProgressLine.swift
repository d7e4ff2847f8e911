import Basics
package import Rendering

/// A line on a terminal that is written anew again and again, and is gone when the work ends, however it does.
package final class ProgressLine {
    private let screen: Screen
    private let write: (String) -> Void
    private var isShown = false

    /// Writes nothing where a line cannot be replaced.
    package init(on screen: Screen, write: @escaping (String) -> Void) {
        self.screen = screen
        self.write = write
    }

    deinit { clear() }

    /// Replaces what was said before.
    package func show(_ text: String) {
        guard screen.hasCursorControl else { return }
        let line = DisplayWidth.truncate(
            TerminalText.of(text, unicode: screen.unicode), to: (screen.width ?? 80) - 1,
            ellipsis: screen.unicode ? "…" : "...")
        write("\r\(line)\u{1B}[K")
        isShown = true
    }

    /// Takes the line away.
    package func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }
}
