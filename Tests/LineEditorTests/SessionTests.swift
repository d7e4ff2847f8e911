import Testing

@testable import LineEditor

@Suite struct SessionTests {
    private static let words = [
        Candidate("channel", kind: "column", summary: "how it came in", suffix: " "),
        Candidate("channel_group", kind: "column"),
        Candidate("Chart", kind: "word"),
        Candidate("select", suffix: " "), Candidate("timezone", suffix: " = "),
    ]
    private static let assistant = SampleAssistant(
        words: words, hints: ["from": " tickets where x"], isComplete: { $0.hasSuffix(";") })

    private static let up = "\u{1B}[A"
    private static let down = "\u{1B}[B"
    private static let right = "\u{1B}[C"

    // MARK: Entering

    @Test("Enter ends a complete entry and begins a row in another")
    func enter() {
        var session = Session.sample(assistant: Self.assistant)
        #expect(session.press("one\r") == .editing)
        #expect(session.press("two;\r") == .finished(.line("one\ntwo;")))
        #expect(session.rows() == ["> one", ". two;"])
    }

    @Test("Alt-Enter begins a row whatever the entry is")
    func newRow() {
        var session = Session.sample(assistant: Self.assistant)
        #expect(session.press("a;\u{1B}\rb;\r") == .finished(.line("a;\nb;")))
    }

    @Test("Ctrl-D ends the input in an empty line and deletes in another")
    func endOfInput() {
        var session = Session.sample()
        #expect(session.press("ab\u{01}\u{04}") == .editing)
        #expect(session.buffer.text == "b")
        #expect(session.press("\u{04}\u{04}") == .finished(.endOfInput))
    }

    @Test("A paste of several complete entries waits for Enter")
    func paste() {
        var session = Session.sample(assistant: Self.assistant)
        #expect(session.press("\u{1B}[200~a;\rb;\r\u{1B}[201~") == .editing)
        #expect(session.rows() == ["> a;", ". b;", "."])
    }

    @Test(
        "A blank typed before anything else keeps an entry out of the history, one that is pasted or recalled does not",
        arguments: [
            (" secret", true), ("\tsecret", false), ("plain", false), ("word\u{01} ", true),
            ("\u{1B}[200~  frt\u{1B}[201~", false), (" \u{1B}[200~frt\u{1B}[201~", true),
            ("\u{1B}[A", false), (" x\u{1B}[A", false), (" x\u{1B}[A\u{1B}[B", true),
            (" \u{12}old\r", false),
        ])
    func privateEntries(keys: String, isPrivate: Bool) {
        var session = Session.sample(history: [" old\n entry"])
        _ = session.press(keys)
        #expect(session.isPrivate == isPrivate)
    }

    // MARK: Completion

    @Test(
        "Tab completes as far as there is no choice",
        arguments: [
            ("sel\t", "select ", 1), ("chan\t", "channel", 3), ("channel\t", "channel", 3),
            ("CHAN\t", "channel", 3),
            ("x\t", "x", 1),
            // A choice taken, then typed on.
            ("chan\t\t\r", "channel ", 1), ("chan\t\t\t\rx", "channel_groupx", 1),
            ("chan\t\t x", "channel x", 1), ("chan\t\t\t x", "channel_group x", 1),
            // From the other end, and away again.
            ("chan\t\u{1B}[Z\r", "channel_group", 1), ("chan\t\t\u{1B}", "channel", 1),
            // Typing narrows.
            ("ch\tar", "char", 2), ("chan\tq", "channelq", 1), ("ch\t\u{7F}", "c", 4),
            // A suffix that is there already is not doubled.
            ("sel \u{1B}[D\t", "select ", 1), ("ti 'utc'\u{1}\u{1B}[C\u{1B}[C\t+", "timezone = +'utc'", 1),
            ("ti = 'utc'\u{1}\u{1B}[C\u{1B}[C\t+", "timezone = +'utc'", 1),
        ])
    func complete(keys: String, text: String, rowCount: Int) {
        var session = Session.sample(assistant: Self.assistant)
        #expect(session.press(keys) == .editing)
        #expect(session.buffer.text == text)
        #expect(session.rows().count == rowCount)
    }

    @Test("The menu shows kinds and summaries, the line the choice")
    func menu() {
        var session = Session.sample(assistant: Self.assistant)
        _ = session.press("ch\t\t")
        #expect(
            session.rows() == [
                "> channel", " channel        column  how it came in", " channel_group  column",
                " Chart          word",
            ])
        // The choice is one change.
        _ = session.press("\r\u{1F}")
        #expect(session.buffer.text == "ch")
    }

    @Test("A long menu scrolls and says where one is")
    func scrolling() {
        let words = (1...30).map { Candidate("m\($0)") }
        var session = Session.sample(assistant: SampleAssistant(words: words))
        _ = session.press("m\t" + String(repeating: Self.down, count: 6))
        #expect(session.rows(height: 6) == ["> m6", " m3", " m4", " m5", " m6", " 6 of 30"])
        _ = session.press(Self.up + Self.up)
        #expect(session.rows(height: 6) == ["> m4", " m3", " m4", " m5", " m6", " 4 of 30"])
        _ = session.press("\u{1B}[6~\u{1B}[6~\u{1B}[6~")
        #expect(session.rows(height: 6).first == "> m30")
        _ = session.press(Self.down)
        #expect(session.rows(height: 6).first == "> m1")
    }

    @Test("Tab at the start of a further row indents where nothing is on offer")
    func indent() {
        var session = Session.sample(assistant: SampleAssistant(isComplete: { _ in false }))
        _ = session.press("a\r\tb\t")
        #expect(session.buffer.text == "a\n    b")
    }

    // MARK: Hints

    @Test(
        "A hint is taken whole, or word by word",
        arguments: [
            ("from", "from"), ("from\u{1B}[C", "from tickets where x"),
            ("from\u{05}", "from tickets where x"),
            ("from\u{1B}[F", "from tickets where x"), ("from\u{06}", "from tickets where x"),
            ("from\u{1B}f", "from tickets"), ("from\u{1B}[1;5C", "from tickets"),
            // Only where it would be typed.
            ("from\u{1B}[D\u{1B}[C", "from"), ("old\u{05}", "old entry;\nin two rows;"),
        ])
    func hint(keys: String, text: String) {
        var session = Session.sample(history: ["old entry;\nin two rows;"], assistant: Self.assistant)
        _ = session.press(keys)
        #expect(session.buffer.text == text)
    }

    @Test("Of a hint of several rows the first is shown")
    func longHint() {
        var session = Session.sample(history: ["old entry;\nin two rows;"])
        _ = session.press("old")
        #expect(session.rows() == ["> old entry;…"])
    }

    // MARK: History

    @Test("Up and Down go through the rows, then through the history, and keep what was begun")
    func history() {
        var session = Session.sample(history: ["first", "second\nof two"], assistant: Self.assistant)
        _ = session.press("draft")
        let steps = [
            // From the second row of what was recalled Up goes to the first.
            (Self.up, "second\nof two"), (Self.up, "second\nof two"), (Self.up, "first"), (Self.up, "first"),
            (Self.down, "second\nof two"), (Self.up, "second\nof two"), (Self.down, "second\nof two"),
            (Self.down, "draft"), (Self.down, "draft"), ("\u{1B}<", "first"), ("\u{1B}>", "draft"),
            // Ctrl-P leaves a text from any row.
            ("\u{10}", "second\nof two"), ("\u{10}", "first"),
        ]
        for (keys, text) in steps {
            _ = session.press(keys)
            #expect(session.buffer.text == text)
        }
    }

    @Test("Of single rows, each Up is one entry older")
    func singleRows() {
        var session = Session.sample(history: ["first", "second", "third"])
        for text in ["third", "second", "first", "first"] {
            _ = session.press(Self.up)
            #expect(session.buffer.text == text)
        }
    }

    @Test(
        "The search finds as one types, and Tab takes what it found",
        arguments: [
            ("chan", "select channel"), ("chan\u{12}", "CHANNEL 2"), ("chan\u{12}\u{13}", "select channel"),
            ("über", "größe über alles"), ("sc", "select channel"), ("chanx\u{7F}", "select channel"),
            ("x chan\u{15}größe", "größe über alles"), ("chan zz\u{17}", "select channel"),
            // Letters strewn over an entry are no match.
            ("slch", ""), ("nosuchthing", ""),
            // Nothing found leaves the line as it was.
            ("zzz", ""),
        ])
    func search(keys: String, text: String) {
        var session = Session.sample(history: ["größe über alles", "CHANNEL 2", "select channel"])
        _ = session.press("\u{12}" + keys)
        #expect(session.search?.selected ?? "" == text)
        #expect(session.press("\t") == .editing)
        #expect(session.search == nil)
        #expect(session.buffer.text == text)
    }

    @Test(
        "Enter puts what was found into the line, the next one runs it; Escape and Ctrl-C go back to what was there"
    )
    func endOfSearch() {
        var session = Session.sample(history: ["select 1"])
        #expect(session.press("\u{12}sel\r") == .editing)
        #expect(session.search == nil)
        #expect(session.buffer.text == "select 1")
        #expect(session.press("\r") == .finished(.line("select 1")))
        for key in ["\u{1B}", "\u{03}", "\u{07}"] {
            var session = Session.sample(text: "sel", history: ["select 1"])
            #expect(session.press("\u{12}" + key) == .editing)
            #expect(session.buffer.text == "sel")
            #expect(session.search == nil)
        }
    }

    @Test("The list of what was found stands below the line")
    func searchList() {
        var session = Session.sample(history: ["select 1;\nselect 2;", "show 1"])
        _ = session.press("\u{12}1")
        #expect(
            session.rows(width: 60) == [
                "> show 1", "search: 1   1 of 2   Enter takes it, Esc goes back", " show 1",
                " select 1;⏎ select 2;",
            ])
        _ = session.press("2345")
        #expect(session.rows() == [">", "search: 12345   no match"])
    }

    @Test("Of a long entry the list shows the piece that was found")
    func longMatch() {
        let entry = "select " + (1...20).map { "column_\($0)" }.joined(separator: ", ") + " from found"
        var session = Session.sample(history: [entry])
        _ = session.press("\u{12}found")
        #expect(session.rows().last == " …n_18, column_19, column_20 from found")
    }

    @Test("Ctrl-X Ctrl-E hands the text over, as it is")
    func edit() {
        var session = Session.sample(text: "select", assistant: Self.assistant)
        #expect(session.press("\u{18}\u{05}") == .finished(.edit("select")))
    }

    @Test("A key after Ctrl-X that makes no command with it does what it does by itself")
    func afterPrefix() {
        var session = Session.sample(assistant: Self.assistant)
        #expect(session.press("\u{18}e\u{05}x\u{18}\u{1B}[200~y\u{1B}[201~") == .editing)
        #expect(session.buffer.text == "exy")
        #expect(session.press("\u{18}\u{03}") == .finished(.interrupted))
    }

    @Test("A row's prompt shows what the rows before leave open, and stays as wide as it was")
    func continuationMarks() {
        let assistant = SampleAssistant(
            isComplete: { _ in false }, marks: ["'", nil], remarks: ["a\nb\n": "; runs it"])
        let history = History(path: nil)
        var session = Session(
            prompt: Prompt("demo> "), continuationPrompt: Prompt("    > "), assistant: assistant,
            history: history,
            buffer: EditBuffer("a\nb\n"), marks: Marks(unicode: true))
        #expect(session.rows() == ["demo> a", "   '> b", "    > ; runs it"])
        #expect(session.frame(on: ScreenSize(width: 40, height: 4)).cursorColumn == 6)
        // A remark is no hint.
        _ = session.press(Self.right)
        #expect(session.buffer.text == "a\nb\n")
    }

    // MARK: Sight

    @Test("A text taller than the screen shows the rows around the cursor")
    func tall() {
        var session = Session.sample(text: (1...9).map(String.init).joined(separator: "\n"))
        #expect(session.rows(height: 4) == [". 6", ". 7", ". 8", ". 9"])
        for _ in 0..<4 { _ = session.perform(.rowUp) }
        #expect(session.rows(height: 4) == [". 5", ". 6", ". 7", ". 8"])
        #expect(session.frame(on: ScreenSize(width: 40, height: 4)).cursorRow == 0)
    }

    @Test(
        "Both brackets of a pair stand out, but not those in quotes",
        arguments: [
            ("f(a[1])", 7, [1, 6]), ("f(a[1])", 2, [1, 6]), ("f(a[1])", 3, [3, 5]), ("f((a)", 5, [2, 4]),
            ("f(", 2, []),
        ])
    func brackets(text: String, cursor: Int, places: [Int]) {
        let isLiteral = [Bool](repeating: false, count: text.count)
        #expect(Brackets.pair(in: Array(text), at: cursor, isLiteral: isLiteral)?.sorted() ?? [] == places)
        let quoted = [Bool](repeating: true, count: text.count)
        #expect(Brackets.pair(in: Array(text), at: cursor, isLiteral: quoted) == nil)
    }

    @Test("An assistant that answers with places outside the text does no harm")
    func outOfRange() {
        var session = Session.sample(
            assistant: SampleAssistant(styles: [StyledRange(2..<99, TextStyle(.red))]))
        _ = session.press("abc")
        let row = session.frame(on: ScreenSize(width: 40, height: 4)).rows[0]
        #expect(row.map(\.style.colour) == [nil, nil, nil, nil, .red])
    }
}
