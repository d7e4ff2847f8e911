import Platform
import PostgresClient
import PostgresServer
import TestSupport
import Testing

/// `load --inbox`: each file once, then out of the way.
@Suite struct InboxTests {
    private static let ticket = "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"

    /// A folder whose files are old enough not to be waited for.
    private final class Folder {
        let scratch = ScratchFolder()
        var path: String { scratch.path }

        func write(_ name: String, _ text: String) {
            scratch.write(name, text)
            var times = [
                timeval(tv_sec: 1_700_000_000, tv_usec: 0), timeval(tv_sec: 1_700_000_000, tv_usec: 0),
            ]
            utimes(scratch.path(name), &times)
        }

        func has(_ name: String) -> Bool { access(scratch.path(name), F_OK) == 0 }
    }

    private func load(_ folder: Folder, _ options: String...) throws -> DeskhouseProcess.Outcome {
        try DeskhouseProcess.run(
            ["load", "--database", ScratchDatabase.conninfo, "--inbox", folder.path] + options)
    }

    private func loads() throws -> [String] {
        var connection = try ScratchDatabase.connect()
        return try connection.execute(
            "select string_agg(name, '+' order by file_number) from meta.load_file group by load_id order by load_id"
        ).values(String.self)
    }

    @Test(.scratchDatabase) func loadsEachFileByItselfInBytewiseOrderAndMovesIt() throws {
        let folder = Folder()
        folder.write("tickets-2.csv", Self.ticket)
        folder.write("tickets-10.csv", Self.ticket)
        folder.write("agents.csv", "agent_id\nA\n")
        folder.write(".tickets-3.csv", Self.ticket)
        folder.write("notes.txt", "anything")
        folder.write("older/tickets-4.csv", Self.ticket)
        let outcome = try load(folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("notes.txt"))
        #expect(try loads() == ["agents.csv", "tickets-10.csv", "tickets-2.csv"])
        for name in ["done/agents.csv", "done/tickets-10.csv", "done/tickets-2.csv"] {
            #expect(folder.has(name) && folder.has("\(name).report.json"))
        }
        for name in ["notes.txt", ".tickets-3.csv", "older/tickets-4.csv"] { #expect(folder.has(name)) }
        #expect(
            folder.scratch.text("done/agents.csv.report.json").contains(#""outcome": "loaded", "load": 1,"#))
    }

    @Test(.scratchDatabase) func aNameThatIsNoTextIsSaidAndFails() throws {
        let folder = Folder()
        folder.write("tickets-1.csv", Self.ticket)
        let name = Array("\(folder.path)/tickets-".utf8) + [0xFF] + Array(".csv".utf8) + [0]
        let descriptor = name.withUnsafeBytes {
            open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
        }
        // A file system may allow no such name.
        guard descriptor >= 0 else { return }
        close(descriptor)
        let outcome = try load(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("its name is not UTF-8; rename it"))
        #expect(try loads() == ["tickets-1.csv"])
    }

    @Test(.scratchDatabase) func theExitCodeIsTheWorstOfItsLoads() throws {
        let folder = Folder()
        folder.write("tickets-1.csv", "ticket_id,created_at\n1,never\n")
        folder.write("tickets-2.csv", Self.ticket)
        #expect(try load(folder).code == 2)
        folder.write("agents.csv", "name\nno id\n")
        folder.write("tickets-3.csv", "ticket_id,created_at\n1,never\n")
        let outcome = try load(folder)
        #expect(outcome.code == 1)
        #expect(folder.has("failed/agents.csv") && folder.has("done/tickets-3.csv"))
        #expect(folder.scratch.text("failed/agents.csv.report.json").contains("the header lacks agent_id"))
    }

    @Test(.scratchDatabase) func aFileThatIsLoadedButWasNotMovedIsNotLoadedAgain() throws {
        let folder = Folder()
        folder.write("tickets.csv", Self.ticket)
        #expect(try load(folder).code == 0)
        // A crash between commit and move would leave just this.
        folder.write("tickets.csv", Self.ticket)
        let outcome = try load(folder)
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("load 1 has committed just this content"))
        #expect(try loads() == ["tickets.csv"])
        #expect(folder.has("done/tickets.2.csv"))
        // Other content came in between: what the file says is news again.
        folder.write("tickets.csv", "ticket_id,created_at\n1,2026-03-02T08:00:00Z\n")
        #expect(try load(folder).code == 0)
        folder.write("tickets.csv", Self.ticket)
        #expect(try load(folder).code == 0)
        #expect(try loads() == ["tickets.csv", "tickets.csv", "tickets.csv"])
        #expect(folder.has("done/tickets.4.csv") && folder.has("done/tickets.4.csv.report.json"))
        #expect(folder.scratch.text("done/tickets.csv") == Self.ticket)
    }

    @Test(.scratchDatabase) func anArchiveIsOneFile() throws {
        let folder = Folder()
        folder.scratch.zip("export.zip", [("tickets.csv", Self.ticket), ("agents.csv", "agent_id\nA\n")])
        #expect(try load(folder).code == 0)
        folder.scratch.zip("export.zip", [("tickets.csv", Self.ticket), ("agents.csv", "agent_id\nB\n")])
        #expect(try load(folder).code == 0)
        #expect(try loads().count == 2)
        #expect(folder.has("done/export.zip") && folder.has("done/export.2.zip"))
    }

    #if os(Linux)
        @Test(.scratchDatabase) func doneMayLieOnAnotherFileSystem() throws {
            var template = Array("/dev/shm/inbox-XXXXXX".utf8CString)
            let other = try #require(mkdtemp(&template).map { String(cString: $0) })
            defer { _ = try? Program("/bin/rm", ["-rf", other]).run() }
            let folder = Folder()
            try #require(symlink(other, folder.scratch.path("done")) == 0)
            folder.write("agents.csv", "agent_id\nA\n")
            folder.write("tickets.csv", Self.ticket)
            let outcome = try load(folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try loads() == ["agents.csv", "tickets.csv"])
            for name in ["agents.csv", "tickets.csv"] {
                #expect(
                    !folder.has(name) && folder.has("done/\(name)") && folder.has("done/\(name).report.json"))
                #expect(!folder.has("done/.\(name).part"))
            }
            #expect(folder.scratch.text("done/tickets.csv") == Self.ticket)
            var status = stat()
            #expect(stat(folder.scratch.path("done/tickets.csv"), &status) == 0)
            #expect(status.st_mtim.tv_sec == 1_700_000_000)
        }

        @Test(.scratchDatabase) func aFileThatCannotBeReadFailsAndDoesNotHoldUpTheOthers() throws {
            let folder = Folder()
            // Unreadable to root, too.
            try #require(symlink("/proc/self/mem", folder.scratch.path("agents.csv")) == 0)
            folder.write("tickets.csv", Self.ticket)
            let outcome = try load(folder)
            #expect(outcome.code == 1)
            #expect(outcome.errors.contains("cannot read"), "\(outcome.errors)")
            #expect(try loads() == ["tickets.csv"])
            #expect(!folder.has("agents.csv") && folder.has("done/tickets.csv"))
            #expect(folder.scratch.text("failed/agents.csv.report.json").contains(#""sha256": null"#))
        }
    #endif

    @Test(.scratchDatabase, arguments: ["done", "failed"])
    func nothingIsLoadedThatCouldNotBeMoved(name: String) throws {
        let folder = Folder()
        folder.write("tickets.csv", Self.ticket)
        folder.write(name, "a plain file")
        let outcome = try load(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("\(folder.path)/\(name): it is no folder"), "\(outcome.errors)")
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("select to_regclass('meta.load') is null").value(Bool.self))
        #expect(folder.has("tickets.csv"))
    }

    @Test(.scratchDatabase) func anInterruptedRunSaysSoInItsLog() throws {
        let folder = Folder()
        folder.write("agents.csv", "agent_id\nA\n")
        #expect(try load(folder).code == 0)
        folder.write("tickets.csv", Self.ticket)
        var holder = try ScratchDatabase.connect()
        try holder.execute("select pg_advisory_lock(7355608002)")
        let process = try DeskhouseProcess([
            "load", "--database", ScratchDatabase.conninfo, "--inbox", folder.path, "--log-format", "json",
        ])
        while !process.errors.contains(#""event": "waiting""#) { usleep(20_000) }
        process.signal(SIGINT)
        process.signal(SIGTERM)
        let outcome = process.wait()
        #expect(outcome.code == 130)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"event": ""#) && $0.hasSuffix("}") }, "\(outcome.errors)")
        let last = try #require(lines.last)
        #expect(last.contains(#""event": "failed""#) && last.contains(#""exit_code": 130"#))
        #expect(last.contains("interrupted; no file was loaded"))
    }

    @Test(.scratchDatabase) func aSecondRunOnTopLeavesAtOnce() throws {
        let folder = Folder()
        folder.write("tickets.csv", Self.ticket)
        let lock = open(folder.scratch.path(".deskhouse.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let outcome = try load(folder)
        close(lock)
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("another run"))
        #expect(folder.has("tickets.csv"))
    }

    @Test func aFileStaysWhereTheServerIsAtFault() throws {
        let folder = Folder()
        folder.write("tickets.csv", Self.ticket)
        let outcome = try DeskhouseProcess.run(
            ["load", "--database", "host=/nowhere connect_timeout=1", "--inbox", folder.path])
        #expect(outcome.code == 1)
        #expect(folder.has("tickets.csv") && !folder.has("failed/tickets.csv"))
    }

    @Test(.scratchDatabase) func logsOneObjectALine() throws {
        let folder = Folder()
        folder.write("tickets.csv", "ticket_id,created_at\n1,never\n2,2026-03-01T08:00:00Z\n")
        let outcome = try load(folder, "--log-format", "json")
        #expect(outcome.code == 2)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"event": ""#) && $0.hasSuffix("}") })
        let events = lines.compactMap { $0.split(separator: "\"").dropFirst(3).first.map(String.init) }
        #expect(events.contains("started") && events.contains("rejects") && events.contains("finished"))
        #expect(outcome.errors.contains(#""rejected": 1"#) && outcome.errors.contains(#""exit_code": 2"#))
    }
}
