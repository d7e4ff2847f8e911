import Testing

@testable import LineEditor

/// The menu that opens by itself while one types.
@Suite struct TypingMenuTests {
    private static let words = [
        Candidate("channel", suffix: " "), Candidate("channel_group"), Candidate("country"),
    ]
    private static let down = "\u{1B}[B"

    /// A session at its first pause after these keys.
    private static func session(after keys: String, history: [String] = []) -> Session {
        var session = Session.sample(
            history: history, assistant: SampleAssistant(words: words, isComplete: { $0.hasSuffix("l ") }))
        session.opensMenu = true
        _ = session.press(keys)
        session.offerMenu()
        return session
    }

    @Test(
        "It opens where something typed can go on, and only there",
        arguments: [
            ("c", 4), ("ch", 3), ("x", 1), ("chu\u{7F}", 3), ("c\u{7F}", 1), ("country", 1),
            // Nothing was typed.
            ("\u{1B}[200~ch\u{1B}[201~", 1), ("ch\u{1B}[D", 1),
        ])
    func opens(keys: String, rowCount: Int) {
        var session = Self.session(after: keys)
        #expect(session.rows().count == rowCount)
    }

    @Test("It does not open where that was not asked for, nor before the pause")
    func closed() {
        var session = Self.session(after: "")
        _ = session.press("ch")
        #expect(session.rows().count == 1)
        session.opensMenu = false
        _ = session.press("a")
        session.offerMenu()
        #expect(session.rows().count == 1)
    }

    @Test("Typing on narrows it at once, and closes it where nothing is left")
    func narrows() {
        var session = Self.session(after: "c")
        _ = session.press("h")
        #expect(session.narrowsMenu)
        session.offerMenu()
        #expect(session.rows().count == 3)
        _ = session.press("x")
        session.offerMenu()
        #expect(session.rows() == ["> chx"])
    }

    @Test("Enter runs the line, unless something in the menu is chosen")
    func enter() {
        var plain = Self.session(after: "a\u{1B}[Dchannel \u{7F}")
        #expect(plain.press(" \u{05}\u{15}channel ") == .editing)
        plain.offerMenu()
        #expect(plain.menu != nil)
        #expect(plain.press("\r") == .finished(.line("channel ")))
        var chosen = Self.session(after: "ch")
        #expect(chosen.press(Self.down + "\r") == .editing)
        #expect(chosen.buffer.text == "channel ")
        #expect(chosen.menu == nil)
    }

    @Test(
        "Down and Tab choose, Tab after completing what is certain; the other keys do what they do without it",
        arguments: [
            ("c", down, "channel"), ("c", down + down, "channel_group"), ("c", "\t", "channel"),
            ("ch", "\t", "channel"), ("channel", "\t", "channel"), ("channel", "\t\t", "channel_group"),
            ("cou", "\t", "country"), ("c", "\u{1B}[Z", "country"), ("c", "\u{1B}[A", "country by"),
            ("c", "\u{1B}[C", "country by"), ("c", "\u{0B}", "c"),
        ])
    func choose(typed: String, keys: String, text: String) {
        var session = Self.session(after: typed, history: ["country by"])
        _ = session.press(keys)
        #expect(session.preview.text == text)
    }

    @Test("The hint stays while it is open")
    func hint() {
        var session = Self.session(after: "cou", history: ["country by"])
        #expect(session.rows() == ["> country by", " country"])
    }

    @Test("Escape closes it, for as long as it is the same word")
    func escape() {
        var session = Self.session(after: "ch")
        #expect(session.press("\u{1B}") == .editing)
        _ = session.press("a")
        session.offerMenu()
        #expect(session.rows() == ["> cha"])
        _ = session.press(" c")
        session.offerMenu()
        #expect(session.rows().count == 4)
    }
}
