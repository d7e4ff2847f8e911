/// The drawing characters and colours of a screen.
struct Painter {
    let colour: Bool
    let unicode: Bool

    init(_ screen: Screen) {
        colour = screen.colour
        unicode = screen.unicode
    }

    var horizontal: String { unicode ? "─" : "-" }
    var vertical: String { unicode ? "│" : "|" }
    var cross: String { unicode ? "┼" : "+" }
    var ellipsis: String { unicode ? "…" : "..." }
    /// Stands behind a line of a text that goes on in the next.
    var continued: String { unicode ? "↵" : "+" }
    var skipped: String { unicode ? "⋮" : ":" }
    var separator: String { unicode ? " · " : " - " }

    /// A line for people, in the characters of this screen.
    func line(_ text: String) -> String {
        TerminalText.of(text, unicode: unicode)
    }

    /// The text in the colour of its tone.
    func paint(_ text: String, _ tone: Presentation.Tone) -> String {
        guard colour, !text.isEmpty else { return text }
        switch tone {
        case .plain: return text
        case .good: return "\u{1B}[32m\(text)\u{1B}[0m"
        case .bad: return "\u{1B}[31m\(text)\u{1B}[0m"
        case .faint: return "\u{1B}[2m\(text)\u{1B}[0m"
        }
    }

    /// The text in bold: headings.
    func bold(_ text: String) -> String {
        colour && !text.isEmpty ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
