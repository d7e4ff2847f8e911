import Platform
import Testing

@testable import LineEditor

@Suite struct HistoryTests {
    @Test("Entries come back in another session, with their rows, quotes and backslashes")
    func persistence() throws {
        let file = try TemporaryFile()
        let entries = ["select 1;", "select\n  '\\n',\n\t'日本 👩‍💻';", "\\d+ \\", "a\rb"]
        let first = History(path: file.path)
        for entry in entries { first.append(entry) }
        #expect(first.failure == nil)
        #expect(History(path: file.path).entries == entries)
        #expect(try file.text().split(separator: "\n").count == entries.count)
    }

    @Test(
        "What is not worth keeping is not kept",
        arguments: [
            (["a", "a", "b", "a"], ["a", "b", "a"]), ([" frt", "\tfrt", "a"], ["frt", "a"]),
            ([" a\n b"], [" a\n b"]), (["", "\n", " ", "a\n\n"], ["a"]),
        ])
    func notKept(appended: [String], kept: [String]) throws {
        let file = try TemporaryFile()
        let history = History(path: file.path)
        for entry in appended { history.append(entry) }
        #expect(history.entries == kept)
        #expect(History(path: file.path).entries == kept)
    }

    @Test("Sessions at the same time do not lose each other's entries, nor does one that trims")
    func concurrency() async throws {
        let file = try TemporaryFile()
        await withTaskGroup(of: Void.self) { group in
            for session in 0..<4 {
                group.addTask {
                    let history = History(path: file.path, capacity: 450)
                    for number in 0..<100 { history.append("session \(session)\nentry \(number)") }
                }
            }
        }
        let entries = History(path: file.path, capacity: 450).entries
        #expect(Set(entries).count == 400)
        for session in 0..<4 {
            let own = entries.filter { $0.hasPrefix("session \(session)\n") }
            #expect(own == (0..<100).map { "session \(session)\nentry \($0)" })
        }
    }

    @Test("What another session adds meanwhile does not come between a session's own entries")
    func ownEntries() throws {
        let file = try TemporaryFile()
        let (own, other) = (History(path: file.path), History(path: file.path))
        own.append("select 'own 1';")
        other.append("select 'other';")
        own.append("select 'own 2';")
        #expect(own.entries == ["select 'own 1';", "select 'own 2';"])
        #expect(own.continuation(of: "select 'o") == "wn 2';")
        #expect(History(path: file.path).entries.count == 3)
    }

    @Test("What failed comes back as an entry, but is no hint until it succeeds, in later sessions either")
    func failedEntries() throws {
        let file = try TemporaryFile()
        let history = History(path: file.path)
        for entry in ["frt by channel", "frt by \\chanel\nx"] { history.append(entry) }
        history.noteFailure(of: "frt by \\chanel\nx\n")
        // Only what ran last can have failed.
        history.noteFailure(of: "frt by channel")
        for again in [history, History(path: file.path)] {
            #expect(again.entries == ["frt by channel", "frt by \\chanel\nx"])
            #expect(again.continuation(of: "frt") == " by channel")
        }
        history.append("frt by \\chanel\nx")
        #expect(history.continuation(of: "frt") == " by \\chanel\nx")
        history.append("volume")
        history.append("frt by \\chanel\nx")
        #expect(History(path: file.path).continuation(of: "frt") == " by \\chanel\nx")
    }

    @Test("Which entries failed is still known when the file is cut")
    func failedEntriesOfACutFile() throws {
        let file = try TemporaryFile()
        let history = History(path: file.path, capacity: 3)
        for number in 1...9 {
            history.append("entry \(number)")
            history.noteFailure(of: "entry \(number)")
        }
        history.append("entry 10")
        let again = History(path: file.path, capacity: 3)
        #expect(again.entries == ["entry 8", "entry 9", "entry 10"])
        #expect(again.continuation(of: "entry ") == "10")
        #expect(again.continuation(of: "entry 9") == nil)
        #expect(try file.text().split(separator: "\n").count <= 6)
    }

    @Test("Sessions that trim at the same time leave whole lines, the newest among them")
    func concurrentTrimming() async throws {
        let file = try TemporaryFile()
        await withTaskGroup(of: Void.self) { group in
            for session in 0..<4 {
                group.addTask {
                    let history = History(path: file.path, capacity: 10)
                    for number in 0..<100 { history.append("session \(session) entry \(number)") }
                    history.append("last of \(session)")
                }
            }
        }
        let lines = try file.text().split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("session ") || $0.hasPrefix("last of ") })
        #expect(lines.last?.hasPrefix("last of ") == true)
        #expect(lines.count <= 4 * 20)
    }

    @Test("The file is cut to the newest entries before it is twice too long")
    func capacity() throws {
        let file = try TemporaryFile()
        let history = History(path: file.path, capacity: 5)
        for number in 1...12 { history.append("\(number)") }
        #expect(history.entries == ["8", "9", "10", "11", "12"])
        #expect(History(path: file.path, capacity: 5).entries == history.entries)
        #expect(try file.text().split(separator: "\n").count < 10)
    }

    @Test(
        "A disk that is full when the file is cut keeps the file, and no half of a new one",
        .enabled(if: access("/dev/full", F_OK) == 0))
    func fullDisk() throws {
        let file = try TemporaryFile()
        let history = History(path: file.path, capacity: 2)
        try #require(symlink("/dev/full", file.path + ".new") == 0)
        for number in 1...4 { history.append("\(number)") }
        #expect(history.failure != nil)
        #expect(access(file.path + ".new", F_OK) != 0 && errno == ENOENT)
        #expect(try file.text() == "1\n2\n3\n4\n")
    }

    @Test("Only the owner may read the file, whatever it was before")
    func permissions() throws {
        let file = try TemporaryFile()
        History(path: file.path).append("a")
        #expect(file.mode == 0o600)
        chmod(file.path, 0o644)
        History(path: file.path).append("b")
        #expect(file.mode == 0o600)
    }

    @Test("A line cut short does not swallow the next, and bytes that are no text do no harm")
    func damage() throws {
        let file = try TemporaryFile()
        try file.write(Array("a".utf8) + [0xFF] + Array("\n\\d \\".utf8))
        let history = History(path: file.path)
        #expect(history.entries == ["a\u{FFFD}", "\\d \\"])
        history.append("c")
        #expect(History(path: file.path).entries == ["a\u{FFFD}", "\\d \\", "c"])
    }

    @Test("Without its file the history still serves the session, and says what is wrong")
    func failure() {
        let history = History(path: "/nonexistent/folder/history")
        #expect(history.failure == nil)
        history.append("a")
        #expect(history.entries == ["a"])
        #expect(
            history.failure?.description.contains("cannot open the history /nonexistent/folder/history")
                == true)
    }

    @Test(
        "The search finds what contains the query or its words; only where nothing does, what it abbreviates",
        arguments: [
            ("chan", ["channel new", "Channel old"]), ("CHANNEL", ["channel new", "Channel old"]),
            ("new chan", ["channel new"]), ("chnew", ["channel new"]), ("cn", ["channel new", "c_h_a_n"]),
            ("cnl", ["channel new", "Channel old"]), ("chl ol", ["Channel old"]), ("lnw", []), ("zz", []),
            ("_a", ["c_h_a_n"]), ("hn", ["c_h_a_n"]),
            ("über", ["ÜBER"]),
            ("", ["ÜBER", "channel new", "c_h_a_n", "Channel old"]),
        ])
    func ranking(query: String, matches: [String]) {
        let search = HistorySearch(["channel new", "Channel old", "c_h_a_n", "channel new", "ÜBER"])
        #expect(search.matches(query) == matches)
    }

    @Test(
        "What was found is marked where it stands",
        arguments: [
            ("chan", "a channel", [2..<6]), ("nel a", "a channel", [6..<9, 0..<1]),
            ("ach", "a channel", [0..<1, 2..<3, 3..<4]), ("acl", "a channel", []),
            ("cnl a", "a channel", [2..<3, 5..<6, 8..<9, 0..<1]),
            // The nearest letter need not be the right one.
            ("sto", "sum st total", [0..<1, 7..<8, 8..<9]),
            ("ü", "Über", [0..<1]), ("zz", "a", []), ("", "a", []),
        ])
    func highlights(query: String, entry: String, ranges: [Range<Int>]) {
        #expect(HistorySearch.highlights(of: query, in: Array(entry)) == ranges)
    }
}
