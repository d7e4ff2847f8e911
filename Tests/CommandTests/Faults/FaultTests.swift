import Platform
import PostgresClient
import PostgresServer
import TestSupport
import Testing

/// Loads under fire: afterwards the warehouse is as before or as after an undisturbed load, and the same command
/// completes.
@Suite(.serialized) struct FaultTests {
    @Test(arguments: FaultBench.moments(10, seed: 1))
    func aKilledLoadLeavesTheWarehouseAsItWas(moment: Double) throws {
        let bench = try FaultBench.shared.get()
        let warehouse = try FaultBench.warehouse()
        let process = try DeskhouseProcess(["load", "--database", warehouse, bench.load])
        bench.wait(until: moment)
        process.signal(SIGKILL)
        let outcome = process.wait()
        let content = try FaultBench.content(of: warehouse)
        // Killed between the commit and its last word, it is there.
        #expect(content == bench.before || content == bench.after)
        if outcome.code == 0 { #expect(content == bench.after) }

        let again = try DeskhouseProcess.run(["load", "--database", warehouse, bench.load])
        #expect(again.code == 0, "\(again.errors)")
        #expect(try FaultBench.content(of: warehouse) == bench.after)
    }

    @Test(arguments: FaultBench.moments(4, seed: 2), [SIGINT, SIGTERM])
    func anInterruptedLoadLeavesTheWarehouseAsItWasAndSaysSo(moment: Double, signal: Int32) throws {
        let bench = try FaultBench.shared.get()
        let warehouse = try FaultBench.warehouse()
        let process = try DeskhouseProcess(["load", "--database", warehouse, bench.load])
        bench.wait(until: moment)
        process.signal(signal)
        let outcome = process.wait()
        let content = try FaultBench.content(of: warehouse)
        if outcome.code == 0 {
            #expect(content == bench.after)
        } else {
            #expect(outcome.code == 130)
            #expect(content == bench.before)
        }
    }

    @Test(arguments: FaultBench.moments(3, seed: 3))
    func aLoadWhoseConnectionIsCutIsTriedAgain(moment: Double) throws {
        let bench = try FaultBench.shared.get()
        let warehouse = try FaultBench.warehouse()
        let process = try DeskhouseProcess(["load", "--database", warehouse, bench.load])
        bench.wait(until: 0.2 + moment * 0.6)
        let cut = try Self.cutConnections(to: warehouse)
        let outcome = process.wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        if cut > 0, outcome.errors.contains("connection") { #expect(outcome.errors.contains("trying again")) }
        #expect(try FaultBench.content(of: warehouse) == bench.after)
    }

    @Test func theServerStoppedUnderALoadIsStartedAgainAndTheLoadCompletes() throws {
        let bench = try FaultBench.shared.get()
        let server = PrivateServer(
            home: ServerHome(path: try TestRun.path("faults"), account: try ServerAccount.forServer()))
        let first = try DeskhouseProcess.run(["load", bench.load], home: server.home.path)
        #expect(first.code == 0, "\(first.errors)")
        let loaded = try FaultBench.content(of: server.start().conninfo)
        for moment in FaultBench.moments(2, seed: 4) {
            let process = try DeskhouseProcess(["load", bench.load], home: server.home.path)
            bench.wait(until: 0.2 + moment * 0.5)
            try server.stop(.immediate)
            let outcome = process.wait()
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try FaultBench.content(of: server.start().conninfo) == loaded)
        }
        try server.stop()
    }

    @Test func aPipeIsNotReadTwice() throws {
        let bench = try FaultBench.shared.get()
        let warehouse = try FaultBench.warehouse()
        let pipe = try TestRun.path("fault-pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        // Open for both, so that neither side waits for the other to open.
        let writer = open(pipe, O_RDWR | O_CLOEXEC)
        try #require(writer >= 0)
        let process = try DeskhouseProcess(["load", "--database", warehouse, "--entity", "agents", pipe])
        let rows = Array("agent_id\nA1\n".utf8)
        _ = write(writer, rows, rows.count)
        var cut = 0
        for _ in 0..<200 where cut == 0 {
            usleep(50_000)
            cut = try Self.cutConnections(to: warehouse, running: "copy %")
        }
        close(writer)
        let outcome = process.wait()
        #expect(cut == 1)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("cannot be read a second time"))
        #expect(try FaultBench.content(of: warehouse) == bench.before)
    }

    /// Ends all sessions of a database that run such a statement, and returns how many there were.
    private static func cutConnections(to conninfo: String, running pattern: String = "%") throws -> Int {
        var connection = try Connection(ConnectionSettings(conninfo))
        return try connection.execute(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and query ilike \(pattern)
            """
        ).value(Int.self)
    }

    #if os(Linux)
        /// The disk's end is played by a limit on the size of the server's files: a load that outgrows it fails.
        @Test func aFullDiskFailsTheLoadAndNothingElse() throws {
            let home = ServerHome(path: try TestRun.path("full"), account: try ServerAccount.forServer())
            let server = PrivateServer(home: home, durability: .noneForTests)
            let conninfo = try server.start().conninfo
            let bench = try FaultBench.shared.get()
            let first = try DeskhouseProcess.run(["load", "--database", conninfo, bench.load])
            #expect(first.code == 0, "\(first.errors)")
            let before = try FaultBench.content(of: conninfo)

            guard case .running(_, let process, _) = server.status() else {
                Issue.record("the server does not run")
                return
            }
            // Above a segment of the write-ahead log, which has its room.
            func limit(_ size: String) throws {
                // Only what is asked for, not what may be asked for: it is taken back below.
                let outcome = try Program(
                    "/usr/bin/prlimit", ["--pid", "\(process)", "--fsize=\(size):"], as: home.account
                ).run()
                try #require(outcome.isSuccess, "\(outcome.output)")
            }
            try limit("\(20 << 20)")
            let folder = ScratchFolder()
            folder.write("tickets.csv", Self.largeFile)
            let full = try DeskhouseProcess.run(["load", "--database", conninfo, folder.path("tickets.csv")])
            #expect(full.code == 1)
            #expect(full.errors.contains("File too large"), "\(full.errors)")
            #expect(try FaultBench.content(of: conninfo) == before)

            try limit("unlimited")
            let again = try DeskhouseProcess.run(["load", "--database", conninfo, folder.path("tickets.csv")])
            #expect(again.code == 0, "\(again.errors)")
            try server.stop()
        }

        /// 26 MB of rows that do not compress.
        private static var largeFile: String {
            var text = "ticket_id,created_at,subject\n"
            var state: UInt64 = 1
            for number in 0..<26_000 {
                text += "L\(number),2026-01-01T00:00:00Z,"
                for _ in 0..<75 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    text += String(state >> 8, radix: 36)
                }
                text += "\n"
            }
            return text
        }
    #endif
}
