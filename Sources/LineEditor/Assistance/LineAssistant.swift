/// What the editor asks about the text, while it is typed.
///
/// The editor knows no language; whoever calls it does. All positions count characters (`Character`) from the
/// text's start. Every question has an answer that means "nothing", so an assistant answers what it can. It is asked
/// after each key: answers should take a few milliseconds.
package protocol LineAssistant {
    /// The styles of parts of the text; where ranges overlap, the later one wins.
    func styles(of text: String) -> [StyledRange]

    /// What could be typed at the cursor; nil when there is nothing to offer.
    func candidates(in text: String, at cursor: Int) -> Candidates?

    /// What could be typed at the cursor, as far as it is known without waiting, for a menu that opens by itself.
    func readyCandidates(in text: String, at cursor: Int) -> Candidates?

    /// Whether more of that will be known in a moment.
    var isGathering: Bool { get }

    /// What is put into an empty line of a text that was pasted.
    func pasted(_ text: String) -> String

    /// What the text would likely go on with, asked with the cursor at its end; nil leaves it to the history.
    func hint(for text: String) -> String?

    /// A word on an unfinished text, shown behind it where there is no hint; no part of what could be typed.
    func remark(on text: String) -> String?

    /// For every row but the first, a sign for what the rows before leave open, to stand in its prompt.
    func continuationMarks(of text: String) -> [Character?]

    /// Whether Enter ends the entry; if not, it begins a new row.
    ///
    /// Asked too for text read from a file, line after line, until it says yes.
    func isComplete(_ text: String) -> Bool

    /// What the history keeps of an entry; nil for nothing.
    func historyEntry(of text: String) -> String?
}

extension LineAssistant {
    package func styles(of text: String) -> [StyledRange] { [] }
    package func candidates(in text: String, at cursor: Int) -> Candidates? { nil }
    package func readyCandidates(in text: String, at cursor: Int) -> Candidates? {
        candidates(in: text, at: cursor)
    }
    package var isGathering: Bool { false }
    package func pasted(_ text: String) -> String { text }
    package func hint(for text: String) -> String? { nil }
    package func remark(on text: String) -> String? { nil }
    package func continuationMarks(of text: String) -> [Character?] { [] }
    package func isComplete(_ text: String) -> Bool { true }
    package func historyEntry(of text: String) -> String? { text }
}
