import Platform
import TerminalSupport
import Testing

@testable import LineEditor

/// The editor in a real terminal: `LineEditorExample`, driven by keys, compared by what is on the screen.
@Suite struct TerminalTests {
    private static let up = "\u{1B}[A"

    @Test("What is typed is seen, read, and given back with the terminal as it was")
    func typing() throws {
        let terminal = try start()
        terminal.type("hällo wörld\r")
        expect(terminal, "demo> hällo wörld\nread: \"hällo wörld\"\ndemo>")
        #expect(!terminal.isCooked)
        #expect(terminal.screen.modes == ["2004"])
        terminal.type("\u{04}")
        #expect(terminal.waitForExit() == .code(0))
        #expect(terminal.screen.text == "demo> hällo wörld\nread: \"hällo wörld\"\ndemo>\nend")
        #expect(terminal.isCooked)
        #expect(terminal.screen.modes.isEmpty)
        #expect(terminal.screen.unknown.isEmpty)
    }

    @Test("Keywords have their colour as soon as they are one, hints are faint")
    func colour() throws {
        let terminal = try start()
        terminal.type("selec")
        expect(terminal, "demo> selec")
        #expect(terminal.screen.style(row: 0, column: 6) == "")
        terminal.type("t 'a' from")
        expect(terminal, "demo> select 'a' from tickets")
        #expect(terminal.screen.style(row: 0, column: 6) == "0;1;34")
        #expect(terminal.screen.style(row: 0, column: 13) == "0;32")
        #expect(terminal.screen.style(row: 0, column: 22) == "0;2")
        #expect(terminal.screen.cursorColumn == 21)
    }

    @Test("NO_COLOR leaves the hint faint and nothing coloured")
    func noColour() throws {
        let terminal = try start(environment: ["NO_COLOR": "1"])
        terminal.type("select 'a' from")
        expect(terminal, "demo> select 'a' from tickets")
        #expect(terminal.screen.style(row: 0, column: 6) == "0;1")
        #expect(terminal.screen.style(row: 0, column: 13) == "")
        #expect(terminal.screen.style(row: 0, column: 22) == "0;2")
    }

    @Test("Tab opens a menu below; Enter takes the choice and the menu goes")
    func menu() throws {
        let terminal = try start(width: 40)
        terminal.type("ch\t\t")
        expect(
            terminal,
            """
            demo> channel
             channel        column  how a ticket c…
             channel_group  column  voice or text
            """)
        terminal.type("\t\r")
        expect(terminal, "demo> channel_group")
        terminal.type(" ü\t")
        expect(terminal, "demo> channel_group überblick")
    }

    @Test("At the bottom of the screen a menu pushes the text up, and may come and go")
    func menuAtBottom() throws {
        let terminal = try start(height: 5)
        for _ in 0..<3 { terminal.type("x\r") }
        #expect(terminal.wait { $0.rows.count == 5 && $0.rows[4] == "demo>" })
        terminal.type("metric_\t")
        #expect(terminal.wait { $0.rows.count == 5 && $0.rows[4] == " 30 in all" })
        #expect(terminal.screen.rows[0] == "demo> metric_")
        terminal.type("\u{1B}")
        expect(terminal, "demo> metric_")
        #expect(terminal.screen.scrolledOff.suffix(2) == ["demo> x", "read: \"x\""])
    }

    @Test("A statement of several rows is edited in all of them")
    func rows() throws {
        let terminal = try start()
        terminal.type("select 1,\r2\r;")
        expect(terminal, "demo> select 1,\n  ... 2\n  ... ;")
        terminal.type(Self.up + Self.up + "\u{05}\u{7F} +")
        expect(terminal, "demo> select 1 +\n  ... 2\n  ... ;")
        terminal.type("\u{1B}[1;5F\r")
        expect(
            terminal, "demo> select 1 +\n  ... 2\n  ... ;\nread: \"select 1 +\\n2\\n;\"\ndemo>")
    }

    @Test("Pasted rows do not run; one key runs them all")
    func paste() throws {
        let terminal = try start()
        terminal.type("\u{1B}[200~select 1;\rselect 2;\u{1B}[201~")
        expect(terminal, "demo> select 1;\n  ... select 2;")
        terminal.type("\r")
        expect(
            terminal,
            "demo> select 1;\n  ... select 2;\nread: \"select 1;\\nselect 2;\"\ndemo>")
    }

    @Test("A paste that stalls, or during which the window changes, runs nothing")
    func interruptedPaste() throws {
        let terminal = try start()
        terminal.type("\u{1B}[200~one\r")
        usleep(300_000)
        terminal.resize(width: 50, height: 12)
        usleep(300_000)
        terminal.type("two\r")
        // The line end waits for what comes next, which may be a part of it.
        expect(terminal, "demo> one\n  ... two")
        terminal.type("three\r\u{1B}[201~!")
        expect(terminal, "demo> one\n  ... two\n  ... three\n  ... !")
        terminal.type("\r")
        #expect(terminal.wait { $0.text.contains("read: \"one\\ntwo\\nthree\\n!\"") })
    }

    @Test("A paste larger than a terminal holds arrives whole")
    func longPaste() throws {
        let terminal = try start(height: 6)
        let pasted = (1...3_000).map { "line \($0)" }.joined(separator: "\n")
        terminal.type("\u{1B}[200~" + pasted + "\u{1B}[201~")
        #expect(terminal.wait { $0.rows.last == "  ... line 3000" })
        terminal.type("\u{01}\u{15}")
        terminal.type("\u{0B}!\r")
        #expect(terminal.wait { $0.rows.last == "demo>" })
        let output = String(decoding: terminal.output, as: UTF8.self)
        #expect(output.contains("line 1\\nline 2\\n"))
        #expect(output.contains("line 2999\\n!\""))
    }

    @Test("Wide characters and emoji are one step and one deletion")
    func wide() throws {
        let terminal = try start(width: 16)
        terminal.type("日本👩‍💻é語x")
        // Six columns of prompt, then ten: é is one.
        expect(terminal, "demo> 日本👩‍💻é語x")
        #expect((terminal.screen.cursorRow, terminal.screen.cursorColumn) == (1, 0))
        terminal.type("\u{1B}[D\u{1B}[D\u{1B}[D\u{7F}")
        expect(terminal, "demo> 日本é語x")
        #expect(terminal.screen.cursorColumn == 10)
        terminal.type("본문")
        expect(terminal, "demo> 日本본문é\n語x")
    }

    @Test("A line as wide as the screen goes on in the next row")
    func wrap() throws {
        let terminal = try start(width: 10)
        terminal.type("abcd")
        #expect(terminal.wait { $0.cursorRow == 1 && $0.cursorColumn == 0 })
        #expect(terminal.screen.text == "demo> abcd")
        terminal.type("efghijklmnop")
        expect(terminal, "demo> abcd\nefghijklmn\nop")
        terminal.type("\u{01}X")
        expect(terminal, "demo> Xabc\ndefghijklm\nnop")
        terminal.type("\u{0B}")
        expect(terminal, "demo> X")
    }

    @Test("Another size of the screen draws the line anew, without remains")
    func resize() throws {
        let terminal = try start(width: 30)
        terminal.type("abcdefghijklmnopqrstuvwxyz")
        expect(terminal, "demo> abcdefghijklmnopqrstuvwx\nyz")
        terminal.resize(width: 14, height: 12)
        expect(terminal, "demo> abcdefgh\nijklmnopqrstuv\nwxyz")
        terminal.resize(width: 60, height: 12)
        expect(terminal, "demo> abcdefghijklmnopqrstuvwxyz")
        terminal.type("!")
        expect(terminal, "demo> abcdefghijklmnopqrstuvwxyz!")
    }

    @Test("Ctrl-C drops the line and goes on")
    func interrupt() throws {
        let terminal = try start()
        terminal.type("select\r1\u{03}")
        expect(terminal, "demo> select\n  ... 1^C\ninterrupted\ndemo>")
    }

    @Test("Ctrl-L clears the screen and keeps the line")
    func clear() throws {
        let terminal = try start()
        terminal.type("one\rtw")
        expect(terminal, "demo> one\nread: \"one\"\ndemo> tw")
        terminal.type("\u{0C}o")
        expect(terminal, "demo> two")
    }

    @Test("What is typed while a statement runs is not lost")
    func typeAhead() throws {
        let terminal = try start()
        terminal.type("wait\r")
        #expect(terminal.wait { $0.rows.last == "waiting" })
        #expect(terminal.isCooked)
        terminal.type("\nahe")
        #expect(terminal.wait { $0.rows.last?.hasSuffix("demo> ahe") == true })
        terminal.type("ad\r")
        #expect(terminal.wait { $0.text.contains("read: \"ahead\"") })
    }

    @Test("Several entries sent at once are read one after the other")
    func burst() throws {
        let terminal = try start()
        terminal.type("a\rb\rc\r")
        expect(
            terminal,
            "demo> a\nread: \"a\"\ndemo> b\nread: \"b\"\ndemo> c\nread: \"c\"\ndemo>")
    }

    // MARK: History

    @Test("The next session finds the history by Up and by search, rows and all")
    func history() throws {
        let file = try TemporaryFile()
        let first = try start(history: file)
        first.type("select 1,\r2;\rplain\r secret\r\u{04}")
        #expect(first.waitForExit() == .code(0))

        let second = try start(history: file)
        second.type(Self.up)
        expect(second, "demo> plain")
        second.type(Self.up)
        expect(second, "demo> select 1,\n  ... 2;")
        second.type("\u{03}")
        #expect(second.wait { $0.rows.last == "demo>" })
        second.type("\u{12}s2")
        #expect(
            second.wait {
                $0.rows.suffix(4) == [
                    "demo> select 1,", "  ... 2;", "search: s2   1 of 1   Enter takes it, Esc goes back",
                    " select 1,\\n2;",
                ]
            })
        #expect(second.screen.cursorColumn == 10)
        second.type("\r")
        #expect(second.wait { $0.rows.suffix(2) == ["demo> select 1,", "  ... 2;"] })
        second.type("\r")
        // Ctrl-D is the terminal's own until the next prompt is there.
        #expect(second.wait { $0.rows.suffix(2) == ["read: \"select 1,\\n2;\"", "demo>"] })
        second.type("\u{04}")
        #expect(second.waitForExit() == .code(0))
        #expect(try file.text() == "select 1,\\n2;\nplain\nselect 1,\\n2;\n")
        #expect(file.mode == 0o600)
    }

    // MARK: Ways out

    @Test(
        "A signal that ends the program gives the terminal back first",
        arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func signals(signal: Int32) throws {
        let terminal = try start()
        terminal.type("sel\t")
        #expect(terminal.wait { $0.text == "demo> select" })
        #expect(!terminal.isCooked)
        terminal.send(signal: signal)
        #expect(terminal.waitForExit() == .signal(signal))
        #expect(terminal.isCooked)
        #expect(terminal.screen.modes.isEmpty)
    }

    @Test("A crash gives the terminal back too")
    func crash() throws {
        let terminal = try start()
        terminal.type("!cras")
        expect(terminal, "demo> !cras")
        terminal.type("h")
        let exit = terminal.waitForExit()
        #expect(exit == .signal(SIGILL) || exit == .signal(SIGTRAP))
        #expect(terminal.isCooked)
        #expect(terminal.screen.modes.isEmpty)
    }

    @Test("Stopped from outside and continued, the editor has the terminal again")
    func stopAndContinue() throws {
        let terminal = try start()
        terminal.type("abc")
        expect(terminal, "demo> abc")
        terminal.send(signal: SIGSTOP)
        #expect(terminal.waitForStop())
        terminal.send(signal: SIGCONT)
        expect(terminal, "demo> abc\ndemo> abc")
        terminal.type("d\r")
        #expect(terminal.wait { $0.text.contains("read: \"abcd\"") })
    }

    @Test("Ctrl-Z gives the terminal to the shell; continued, the line is there again")
    func suspend() throws {
        let program = try #require(BuiltProgram.path(of: "LineEditorExample"))
        // A shell with job control, that waits for Enter before it goes on with its job.
        let terminal = try PseudoTerminal(
            running: "/bin/sh",
            ["-c", "set -m; \"$0\"; printf 'stopped '; read enter; fg >/dev/null", program],
            environment: ["TERM": "xterm-256color"])
        expect(terminal, "demo>")
        terminal.type("abc\u{1A}")
        expect(terminal, "demo> abc\nstopped")
        #expect(terminal.isCooked)
        #expect(terminal.screen.modes.isEmpty)
        terminal.type("\n")
        expect(terminal, "demo> abc\nstopped\ndemo> abc")
        #expect(!terminal.isCooked)
        terminal.type("d\r\u{04}")
        #expect(terminal.waitForExit() == .code(0))
        #expect(terminal.screen.rows.suffix(3) == ["read: \"abcd\"", "demo>", "end"])
    }

    @Test("A signal that the program handles itself leaves the line as it was")
    func survivedSignal() throws {
        let terminal = try start()
        terminal.type("abc")
        expect(terminal, "demo> abc")
        for _ in 0..<2 {
            let seen = terminal.screen.text
            terminal.send(signal: SIGALRM)
            #expect(terminal.wait { $0.text != seen && $0.rows.last == "demo> abc" })
        }
        #expect(!terminal.isCooked)
        terminal.type("d\r")
        #expect(terminal.wait { $0.text.contains("read: \"abcd\"") })
    }

    // MARK: No terminal to speak of

    @Test("A dumb terminal gets plain lines and no escape sequence")
    func dumb() throws {
        let terminal = try start(environment: ["TERM": "dumb"])
        expect(terminal, "demo>")
        #expect(terminal.isCooked)
        terminal.type("select 1\n;\n")
        #expect(terminal.wait { $0.text.contains("read: \"select 1\\n;\"") })
        #expect(!terminal.output.contains(0x1B))
        terminal.type("\u{04}")
        #expect(terminal.waitForExit() == .code(0))
    }

    @Test("From a file entries are read without a prompt, the last one even if it is not complete")
    func piped() throws {
        let program = try #require(BuiltProgram.path(of: "LineEditorExample"))
        let terminal = try PseudoTerminal(
            running: "/bin/sh", ["-c", "printf 'a\\r\\nselect 1,\\n2;\\n\\nselect' | \"$0\" | cat", program],
            environment: ["TERM": "xterm"])
        #expect(terminal.waitForExit() == .code(0))
        #expect(
            terminal.screen.text
                == "read: \"a\"\nread: \"select 1,\\n2;\"\nread: \"\"\nread: \"select\"\nend")
    }

    // MARK: Helping

    private func start(
        environment: [String: String] = [:], width: Int = 60, height: Int = 12, history: TemporaryFile? = nil
    ) throws -> PseudoTerminal {
        let program = try #require(BuiltProgram.path(of: "LineEditorExample"))
        let unicode = history == nil ? "C.UTF-8" : "C"
        var variables = ["TERM": "xterm-256color", "LANG": unicode, "SWIFT_BACKTRACE": "enable=no"]
        variables.merge(environment) { $1 }
        let terminal = try PseudoTerminal(
            running: program, history.map { [$0.path] } ?? [], environment: variables, width: width,
            height: height)
        #expect(terminal.wait { $0.text == "demo>" })
        return terminal
    }

    private func expect(
        _ terminal: PseudoTerminal, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        _ = terminal.wait { $0.text == text }
        #expect(terminal.screen.text == text, sourceLocation: sourceLocation)
    }
}
