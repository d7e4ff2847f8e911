import Basics
import Rendering

/// Paragraphs with a label before each, wrapped to a width: how definitions and plans are read.
struct LabelledText {
    private let width: Int
    private let labelWidth: Int
    private let entries: [(label: String, text: String)]

    /// The width is in columns; a text that is not on a screen gets 100.
    init(_ entries: [(label: String, text: String)], width: Int?) {
        self.entries = entries
        self.width = max(40, min(width ?? 100, 100))
        labelWidth = (entries.map { DisplayWidth.of($0.label) }.max() ?? 0) + 2
    }

    /// Several lines, each ended.
    var text: String {
        entries.map { entry in
            let gap = labelWidth - DisplayWidth.of(entry.label)
            let label = entry.label + String(repeating: " ", count: gap)
            let indent = String(repeating: " ", count: labelWidth)
            return Self.wrapped(entry.text, to: width - labelWidth).enumerated()
                .map { ($0 == 0 ? label : indent) + $1 + "\n" }.joined()
        }.joined()
    }

    /// The lines of a paragraph; a word that is longer than a line stands on one of its own.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var used = 0
        for word in text.split(separator: " ") {
            let wordWidth = DisplayWidth.of(String(word))
            if !lines.isEmpty, used + 1 + wordWidth <= width {
                lines[lines.count - 1] += " " + word
                used += 1 + wordWidth
            } else {
                lines.append(String(word))
                used = wordWidth
            }
        }
        return lines.isEmpty ? [""] : lines
    }
}
