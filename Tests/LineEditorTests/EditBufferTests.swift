import Testing

@testable import LineEditor

@Suite struct EditBufferTests {
    /// A text with `|` for the cursor, what is done, and what comes of it.
    static let edits: [(String, [Command], String)] = [
        ("ab|", [.insert("c")], "abc|"),
        ("a|c", [.insert("b")], "ab|c"),
        ("ab|c", [.delete(.left)], "a|c"),
        ("|", [.delete(.left)], "|"),
        ("a|bc", [.delete(.right)], "a|c"),
        // What one sees as one character goes as one.
        ("x👩‍💻|", [.delete(.left)], "x|"),
        ("xe\u{301}|y", [.move(.left)], "x|e\u{301}y"),
        // Scalars that arrive one by one join.
        ("x|", [.insert("👩"), .insert("\u{200D}"), .insert("💻"), .delete(.left)], "x|"),
        ("e|x", [.insert("\u{301}")], "e\u{301}|x"),
        ("🇩|x🇪", [.delete(.right), .delete(.left)], "|"),
        // Words.
        ("select foo_bar|", [.move(.wordLeft)], "select |foo_bar"),
        ("se|lect foo", [.move(.wordRight)], "select| foo"),
        ("a.b, c|", [.move(.wordLeft), .move(.wordLeft)], "a.|b, c"),
        ("größe über|", [.kill(.wordLeft)], "größe |"),
        ("from a.b|", [.kill(.blankWordLeft)], "from |"),
        ("|from a", [.kill(.wordRight)], "| a"),
        // Rows.
        ("ab\ncd|", [.move(.rowStart)], "ab\n|cd"),
        ("a|b\ncd", [.move(.rowEnd)], "ab|\ncd"),
        ("a|b\ncd", [.kill(.rowEnd)], "a|\ncd"),
        ("a|\ncd", [.kill(.rowEnd)], "a|cd"),
        ("ab\nc|d", [.kill(.rowStart)], "ab\n|d"),
        ("ab\nc|d", [.move(.textStart)], "|ab\ncd"),
        ("ab\ncde|", [.rowUp], "ab|\ncde"),
        ("abc\nd\nefg|", [.rowUp, .rowUp], "abc|\nd\nefg"),
        // A column is what one sees, not a count of characters.
        ("日本語\nabcd|", [.rowUp], "日本|語\nabcd"),
        ("a|b\ncd", [.rowDown], "ab\nc|d"),
        // Cutting and putting in.
        ("one two|", [.kill(.wordLeft), .kill(.wordLeft), .yank], "one two|"),
        ("one two|", [.kill(.wordLeft), .move(.textStart), .yank], "two|one "),
        ("one two|", [.kill(.wordLeft), .move(.left), .kill(.rowStart), .yank, .yankOlder], "two| "),
        ("one|", [.yank, .yankOlder], "one|"),
        // Swapping.
        ("ab|", [.transpose], "ba|"), ("a|b", [.transpose], "ba|"), ("|ab", [.transpose], "|ab"),
        ("a|", [.transpose], "a|"),
        ("ab\n|cd", [.transpose], "ab\n|cd"),
        // Taking back.
        ("|", [.insert("a"), .insert("b"), .insert(" "), .insert("c"), .undo], "ab |"),
        ("|", [.insert("a"), .insert("b"), .undo, .undo], "|"),
        ("abc|", [.delete(.left), .delete(.left), .undo], "abc|"),
        ("a|bc", [.delete(.right), .delete(.right), .undo], "a|bc"),
        ("one two|", [.kill(.wordLeft), .undo], "one two|"),
        ("x|", [.paste("a\nb\nc"), .undo], "x|"),
        ("e|", [.insert("\u{301}"), .undo], "e|"),
        ("ab|", [.transpose, .undo], "ab|"),
    ]

    @Test("Each edit does what it is known for", arguments: edits)
    func edit(before: String, commands: [Command], after: String) {
        var session = session(before)
        for command in commands { #expect(session.perform(command) == .editing) }
        #expect(marked(session.buffer) == after)
    }

    @Test("Undo leads back to the start from anywhere", arguments: 1...20)
    func undoAll(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var session = session("start here|")
        let kinds: [Command] = [
            .insert("a"), .insert(" "), .insert("\u{301}"), .insert("🇩"), .insert("\u{200D}"), .insert("👩"),
            .paste("x\ny"), .newRow, .yank, .yankOlder, .transpose,
        ]
        let motions = Motion.allCases.flatMap { [Command.move($0), .delete($0), .kill($0)] }
        for _ in 0..<200 {
            _ = session.perform((kinds + motions).randomElement(using: &random) ?? .nothing)
            #expect(Array(session.buffer.text) == session.buffer.characters)
        }
        for _ in 0..<400 { _ = session.perform(.undo) }
        #expect(session.buffer.text == "start here")
    }

    private func session(_ marked: String) -> Session {
        let before = marked.prefix { $0 != "|" }
        var session = Session.sample(text: marked.filter { $0 != "|" })
        session.buffer.move(to: before.count)
        return session
    }

    private func marked(_ buffer: EditBuffer) -> String {
        String(buffer.characters[..<buffer.cursor]) + "|" + String(buffer.characters[buffer.cursor...])
    }
}
