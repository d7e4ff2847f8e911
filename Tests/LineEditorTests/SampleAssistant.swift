@testable import LineEditor

/// Answers with what a test gave it.
struct SampleAssistant: LineAssistant {
    var words: [Candidate] = []
    var hints: [String: String] = [:]
    var isComplete: @Sendable (String) -> Bool = { _ in true }
    var styles: [StyledRange] = []
    var marks: [Character?] = []
    var remarks: [String: String] = [:]

    func styles(of text: String) -> [StyledRange] { styles }

    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let before = Array(text)[..<cursor]
        let start = before.lastIndex { !$0.isWordPart }.map { $0 + 1 } ?? 0
        let typed = String(before[start...]).lowercased()
        return Candidates(replacing: start..<cursor, words.filter { $0.text.lowercased().hasPrefix(typed) })
    }

    func hint(for text: String) -> String? { hints[text] }

    func continuationMarks(of text: String) -> [Character?] { marks }

    func remark(on text: String) -> String? { remarks[text] }

    func isComplete(_ text: String) -> Bool { isComplete(text) }
}

extension Session {
    static func sample(
        text: String = "", history entries: [String] = [], assistant: SampleAssistant = SampleAssistant()
    ) -> Session {
        let history = History(path: nil)
        for entry in entries { history.append(entry) }
        return Session(
            prompt: Prompt("> "), continuationPrompt: Prompt(". "), assistant: assistant, history: history,
            buffer: EditBuffer(text), marks: Marks(unicode: true))
    }

    /// Presses keys as a terminal sends them.
    mutating func press(_ bytes: String) -> Outcome {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in bytes.utf8 { decoder.feed(byte, into: &keys) }
        decoder.expire(into: &keys)
        return keys.reduce(.editing) { _, key in handle(key) }
    }

    /// The rows on a screen.
    mutating func rows(width: Int = 40, height: Int = 12) -> [String] {
        frame(on: ScreenSize(width: width, height: height)).rows.map { row in
            var text = row.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }
}
