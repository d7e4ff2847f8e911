/// Text for people as a terminal may be given it: the one way there for all that is no table.
package enum TerminalText {
    /// The text with what a terminal would act on spelled out, and our own signs in ASCII where it has no others.
    ///
    /// Messages quote values and names from the data. Lines and tabs stay; letters of the data stay as they are,
    /// whatever the terminal makes of them.
    package static func of(_ text: String, unicode: Bool) -> String {
        let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }
        if isPlain { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { VisibleText.of(String($0)) }
                .joined(separator: "\t")
        }
        let visible = lines.joined(separator: "\n")
        return unicode ? visible : ascii(visible)
    }

    private static func ascii(_ text: String) -> String {
        var ascii = ""
        for character in text { ascii += signs[character] ?? String(character) }
        return ascii
    }

    /// The signs beyond ASCII that messages, headers and notes are written with.
    private static let signs: [Character: String] = [
        "·": "-", "…": "...", "≈": "~", "–": "-", "†": "+", "ⁿ": "!",
    ]
}
