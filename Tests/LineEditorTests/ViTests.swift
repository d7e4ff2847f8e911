import Testing

@testable import LineEditor

/// Editing as vi does it; in keys, `⎋` is Escape, and in texts, `|` is the cursor.
@Suite struct ViTests {
    private static func session(_ marked: String, history: [String] = []) -> Session {
        var session = Session.sample(
            text: marked.filter { $0 != "|" }, history: history,
            assistant: SampleAssistant(words: [Candidate("channel")], isComplete: { $0.hasSuffix(";") }))
        session.vi = ViState()
        session.buffer.move(to: marked.prefix { $0 != "|" }.count)
        return session
    }

    private static func press(_ keys: String, in session: inout Session) -> Session.Outcome {
        keys.reduce(.editing) { _, key in
            switch key {
            case "⎋": session.handle(.special(.escape))
            case "\r": session.handle(.special(.enter))
            default: session.handle(.text(String(key)))
            }
        }
    }

    private static func marked(_ session: Session) -> String {
        let characters = session.buffer.characters
        return String(characters[..<session.buffer.cursor]) + "|"
            + String(characters[session.buffer.cursor...])
    }

    @Test(
        "Motions go where vi's do",
        arguments: [
            ("abc|", "⎋", "ab|c"), ("abc|", "⎋h", "a|bc"), ("abc|", "⎋hhhh", "|abc"), ("abc|", "⎋0l", "a|bc"),
            ("abc|", "⎋ll", "ab|c"), ("ab\ncd|", "⎋hhh", "ab\n|cd"), ("|", "⎋hl0$^wbe", "|"),
            ("one two|", "⎋0w", "one |two"), ("a.b c|", "⎋0w", "a|.b c"), ("a.b c|", "⎋0W", "a.b |c"),
            ("a b c d|", "⎋02w", "a b |c d"), ("one two|", "⎋b", "one |two"), ("one two|", "⎋bb", "|one two"),
            ("x a.b|", "⎋B", "x |a.b"), ("one two|", "⎋0e", "on|e two"), ("one two|", "⎋0ee", "one tw|o"),
            ("a.b c|", "⎋0E", "a.|b c"), ("  one|", "⎋^", "  |one"), ("one|", "⎋0$", "on|e"),
            ("one\ntwo|", "⎋gg", "|one\ntwo"), ("one\ntwo|", "⎋ggG", "one\ntw|o"),
            ("a(b)c(d)|", "⎋0f(", "a|(b)c(d)"), ("a(b)c(d)|", "⎋02f(", "a(b)c|(d)"),
            ("a(b)c(d)|", "⎋0f(;", "a(b)c|(d)"), ("a(b)c(d)|", "⎋0t(;", "a(b)|c(d)"),
            ("a(b)c(d)|", "⎋F(,", "a(b)c|(d)"), ("a(b)c(d)|", "⎋F(;", "a|(b)c(d)"),
            ("a(b)c(d)|", "⎋T(", "a(b)c(|d)"), ("abc|", "⎋fz", "ab|c"), ("one\ntwo|", "⎋0k", "|one\ntwo"),
            ("one\ntwo|", "⎋kj", "one\ntw|o"), ("one|", "⎋3x0", "|on"), ("日本語|", "⎋h", "日|本語"),
            ("f(a[1])|", "⎋0%", "f(a[1]|)"), ("f(a[1])|", "⎋%", "f|(a[1])"), ("ab|", "⎋0%", "|ab"),
        ])
    func motions(before: String, keys: String, after: String) {
        var session = Self.session(before)
        #expect(Self.press(keys, in: &session) == .editing)
        #expect(Self.marked(session) == after)
    }

    @Test(
        "Operators delete, change and copy what vi's do",
        arguments: [
            ("abc|", "⎋x", "a|b"), ("abc|", "⎋0x", "|bc"), ("abc|", "⎋02x", "|c"), ("abc|", "⎋X", "a|c"),
            ("one two|", "⎋0dw", "|two"), ("one two|", "⎋dw", "one t|w"), ("one two|", "⎋bdw", "one| "),
            ("a b c|", "⎋02dw", "|c"), ("a b c|", "⎋0d2w", "|c"), ("one\ntwo|", "⎋ggdw", "|\ntwo"),
            ("one two|", "⎋db", "one |o"), ("one two|", "⎋0de", "| two"), ("one two|", "⎋bD", "one| "),
            ("one two|", "⎋bd0", "|two"), ("one two|", "⎋0d$", "|"), ("a(b)c|", "⎋0df)", "|c"),
            ("a(b)c|", "⎋0dt)", "|)c"), ("a(b)c|", "⎋dF(", "a|c"), ("a\nb\nc|", "⎋kdd", "a\n|c"),
            ("a\nb\nc|", "⎋dd", "a\n|b"), ("a\nb\nc|", "⎋gg2dd", "|c"), ("a|", "⎋dd", "|"),
            ("|", "⎋ddxp", "|"),
            ("one two|", "⎋0cwx⎋", "|x two"), ("one two|", "⎋bcwx⎋", "one |x"), ("a b|", "⎋0cwx⎋", "|x b"),
            ("one two|", "⎋bCx⎋", "one |x"), ("one\ntwo|", "⎋ccx⎋", "one\n|x"), ("one|", "⎋0sx⎋", "|xne"),
            ("one two|", "⎋0ciwx⎋", "|x two"), ("one two x|", "⎋0wdaw", "one |x"),
            ("one two|", "⎋daw", "on|e"),
            ("a = 'b c'|", "⎋ci'd⎋", "a = '|d'"), ("a = 'b c' x|", "⎋0da'", "a = | x"),
            ("f(a, (b))|", "⎋0fbci(x⎋", "f(a, (|x))"), ("f(a, (b)) c|", "⎋0fada(", "f| c"),
            ("one|", "⎋rx", "on|x"), ("one|", "⎋03rx", "xx|x"), ("one|", "⎋04rx", "|one"),
            ("one|", "⎋0~~", "ON|e"),
            ("a\nb\nc|", "⎋kdj", "|a"), ("a\nb\nc|", "⎋dk", "|a"), ("a\nb\nc|", "⎋ggd2j", "|"),
            ("a\nb\nc|", "⎋dj", "a\nb\n|c"), ("a\nb\nc|", "⎋kykP", "|a\nb\na\nb\nc"),
            ("a\nb\nc|", "⎋kcjx⎋", "a\n|x"), ("f(a) b|", "⎋0d%", "| b"), ("f(a)|", "⎋d%", "|f"),
            ("a \n  b\nc|", "⎋ggJ", "a |b\nc"), ("a\n  b\n)|", "⎋gg3J", "a b|)"), ("a|", "⎋J", "|a"),
            ("a\n\nb|", "⎋ggJ", "|a\nb"),
        ])
    func operators(before: String, keys: String, after: String) {
        var session = Self.session(before)
        #expect(Self.press(keys, in: &session) == .editing)
        #expect(Self.marked(session) == after)
    }

    @Test(
        "Text goes in where vi puts it",
        arguments: [
            ("abc|", "⎋ix⎋", "ab|xc"), ("abc|", "⎋ax⎋", "abc|x"), ("abc|", "⎋Ix⎋", "|xabc"),
            ("  abc|", "⎋0Ix⎋", "  |xabc"), ("abc|", "⎋0Ax⎋", "abc|x"), ("a\nb|", "⎋kox⎋", "a\n|x\nb"),
            ("a\nb|", "⎋Ox⎋", "a\n|x\nb"), ("|", "⎋ix⎋", "|x"), ("one two|", "⎋0dwP", "one| two"),
            ("one two|", "⎋0dw$p", "twoone| "), ("ab|", "⎋0xp", "b|a"), ("ab|", "⎋0x3p", "baa|a"),
            ("a\nb|", "⎋kddp", "b\n|a"), ("a\nb|", "⎋ddP", "|b\na"), ("a|", "⎋yyp", "a\n|a"),
            ("a|", "⎋ddp", "|a"),
            ("one two|", "⎋0yw$p", "one twoone| "),
            // Taking back, a change at a time.
            ("|", "one two⎋u", "|"), ("one|", "⎋0xxu", "|ne"), ("one|", "⎋0xxuu", "|one"),
            ("one|", "⎋Ax y⎋u", "on|e"), ("one two|", "⎋0cwx y z⎋u", "|one two"), ("one|", "⎋u", "on|e"),
            // Again.
            ("one two|", "⎋0dw.", "|"), ("a b c|", "⎋0cwx⎋w.", "x |x c"), ("abc|", "⎋0x.", "|c"),
            ("a|", "⎋Ax⎋..", "axx|x"),
            ("abcdefg|", "⎋0x3.", "|efg"), ("abcdefgh|", "⎋02x3..", "|"), ("a b c d|", "⎋0dw2.", "|d"),
            ("a|", "⎋3ax⎋", "axx|x"), ("a|", "⎋0 3i日 ⎋", "日 日 日| a"), ("a|", "⎋2ob⎋", "a\nb\n|b"),
            ("a|", "⎋2ax⎋3.", "axxxx|x"), ("a|", "⎋3ax⎋u", "|a"), ("a b|", "⎋02cwx⎋", "|x"),
        ])
    func changes(before: String, keys: String, after: String) {
        var session = Self.session(before)
        #expect(Self.press(keys, in: &session) == .editing)
        #expect(Self.marked(session) == after)
    }

    @Test("k and j go through rows and the history, / searches it")
    func history() {
        var session = Self.session("|", history: ["first one", "second\nrow"])
        _ = Self.press("⎋k", in: &session)
        #expect(session.buffer.text == "second\nrow")
        _ = Self.press("kk", in: &session)
        #expect(session.buffer.text == "first one")
        _ = Self.press("j", in: &session)
        #expect(session.buffer.text == "second\nrow")
        _ = Self.press("jjj", in: &session)
        _ = Self.press("/first\r", in: &session)
        #expect(Self.marked(session) == "first on|e")
        #expect(session.vi?.isNormal == true)
    }

    @Test("n and N go on from what was found, to older and newer entries; ? looks for newer ones")
    func searchingOn() {
        var session = Self.session("draft|", history: ["frt a", "csat", "frt b", "volume", "frt c"])
        func find(_ keys: String) -> String {
            _ = Self.press(keys, in: &session)
            return session.buffer.text
        }
        #expect(find("⎋/frt\r") == "frt c")
        #expect(find("n") == "frt b")
        #expect(find("n") == "frt a")
        #expect(find("n") == "frt a")
        #expect(find("2N") == "frt c")
        #expect(find("kk") == "frt b")
        #expect(find("?f\r") == "frt c")
        #expect(find("N") == "frt b")
        #expect(find("n") == "frt c")
        #expect(find("j") == "draft")
        #expect(session.vi?.isNormal == true)
    }

    @Test("A search that is given up leaves the one before; Ctrl-R takes what it finds in normal mode too")
    func givingUp() {
        var session = Self.session("|", history: ["frt a", "csat", "frt b", "volume"])
        _ = Self.press("⎋/frt\r/⎋", in: &session)
        #expect(session.buffer.text == "frt b")
        _ = Self.press("n", in: &session)
        #expect(session.buffer.text == "frt a")
        _ = Self.press("?v\r", in: &session)
        #expect(session.buffer.text == "volume")
        _ = Self.press("j", in: &session)
        #expect(session.buffer.text == "")
        _ = session.handle(.control("r"))
        _ = Self.press("csa\r", in: &session)
        #expect(session.buffer.text == "csat")
    }

    @Test("The prompt shows the mode; the entry that is left shows none")
    func prompt() {
        var session = Self.session("one|")
        #expect(session.rows() == ["> one"])
        _ = Self.press("⎋", in: &session)
        #expect(session.rows() == [": one"])
        let last = session.lastFrame(on: ScreenSize(width: 20, height: 4), remark: "")
        #expect(last.rows.map { $0.map(\.text).joined() } == ["> one"])
    }

    @Test("Enter ends a complete entry in either mode; another goes on in a new row")
    func enter() {
        var complete = Self.session("select 1;|")
        #expect(Self.press("⎋0\r", in: &complete) == .finished(.line("select 1;")))
        var open = Self.session("select 1|")
        #expect(Self.press("⎋0\rx;\r", in: &open) == .finished(.line("select 1\nx;")))
    }

    @Test("Escape and a letter that come as one are two; Escape in a menu closes that first")
    func escape() {
        var session = Self.session("one two|")
        _ = session.press("\u{1B}b")
        #expect(Self.marked(session) == "one |two")
        // Nor is the letter a part of the change that Escape ends, and that "." makes again.
        var changed = Self.session("abc|")
        _ = Self.press("⎋iX", in: &changed)
        _ = changed.press("\u{1B}.")
        #expect(changed.buffer.text == "abXXc")
        var menu = Self.session("ch|")
        menu.menu = Menu(Candidates(replacing: 0..<2, [Candidate("channel"), Candidate("chart")]))
        _ = Self.press("⎋", in: &menu)
        #expect(menu.menu == nil && menu.vi?.isNormal == false)
        _ = Self.press("⎋", in: &menu)
        #expect(menu.vi?.isNormal == true)
    }

    @Test("Any keys leave the cursor in the text, and undo leads back", arguments: 1...20)
    func anyKeys(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var session = Self.session("one (two) 'three'\n four|")
        let keys = Array("hlwWbBeE0^$Gg;,fFtTdcyixXDCsSYaIAoOpPu.jk~r'(123 w%JnN⎋⎋⎋")
        for _ in 0..<300 {
            guard let key = keys.randomElement(using: &random) else { continue }
            _ = Self.press(String(key), in: &session)
            #expect(Array(session.buffer.text) == session.buffer.characters)
            #expect((0...session.buffer.characters.count).contains(session.buffer.cursor))
        }
        for _ in 0..<400 { _ = Self.press("⎋u", in: &session) }
        #expect(session.buffer.text == "one (two) 'three'\n four")
    }
}
