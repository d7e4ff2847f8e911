import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// How long a load waits for another one, and for who reads the tables of its files.
@Suite struct LoaderLockTests {
    @Test(arguments: [nil, 3_000_000, Int.max])
    func aLongWaitIsAWait(seconds: Int?) throws {
        try ScratchWarehouse.lend { warehouse in
            var holder = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try holder.execute("select pg_advisory_lock(7355608002)")
            // The server ends the session by itself, and the lock with it.
            try holder.execute("set idle_session_timeout = '300ms'")
            let report = try warehouse.load(["agents.csv": "agent_id\nA1\n"]) { $0.waitSeconds = seconds }
            #expect(report.entities.map(\.added) == [1])
        }
    }

    @Test(arguments: [0, 1])
    func aWaitThatIsOverFailsTheLoad(seconds: Int) throws {
        try ScratchWarehouse.lend { warehouse in
            var holder = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try holder.execute("select pg_advisory_lock(7355608002)")
            try holder.execute("set idle_session_timeout = '10s'")
            let started = ContinuousClock.now
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(["agents.csv": "agent_id\nA1\n"]) { $0.waitSeconds = seconds }
            }
            // Whoever holds it need not be a load.
            #expect("\(error.map { "\($0)" } ?? "")".contains("held by deskhouse as "))
            #expect(started.duration(to: .now) >= .seconds(seconds))
        }
    }

    /// A load has no time limits; what is asked in its session afterwards has those that it had before.
    @Test(arguments: [nil, 60])
    func theTimeLimitsOfTheSessionHoldAgainAfterwards(seconds: Int?) throws {
        try ScratchWarehouse.lend { warehouse in
            var holder = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try holder.execute("select pg_advisory_lock(7355608002)")
            try holder.execute("set idle_session_timeout = '300ms'")
            let names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]
            for name in names { try warehouse.connection.execute("set \(trusted: name) = '70s'") }
            try warehouse.load(["agents.csv": "agent_id\nA1\n"]) { $0.waitSeconds = seconds }
            for name in names { #expect(try warehouse.rows("show \(name)") == [["70s"]]) }
            for name in names { try warehouse.connection.execute("reset \(trusted: name)") }
        }
    }

    /// A backup has every table that was there when it began, also what the load before has left to it.
    @Test(arguments: [nil, 60])
    func aMappedLoadSaysForWhomItWaits(seconds: Int?) throws {
        try ScratchWarehouse.lend { warehouse in
            var reader = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try Self.read("raw.export", for: "300ms", on: &reader)
            var waits: [String] = []
            let folder = ScratchFolder()
            let report = try warehouse.load(Self.mapped(waitSeconds: seconds, in: folder)) { event in
                guard case .waitingForTable(let table, let holder) = event else { return }
                waits.append("\(table) \(holder ?? "-")")
            }
            #expect(report.entities.map(\.added) == [1])
            #expect(waits.count == 1)
            let process = reader.backendProcess
            #expect(waits.allSatisfy { $0.hasPrefix("raw.export ") && $0.hasSuffix("(process \(process))") })
            #expect(try warehouse.rows("select tablename from pg_tables where schemaname = 'raw'") == [])
        }
    }

    @Test(arguments: [0, 1])
    func aWaitForAReaderThatIsOverFailsTheLoad(seconds: Int) throws {
        try ScratchWarehouse.lend { warehouse in
            var reader = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
            try Self.read("raw.export", for: "10s", on: &reader)
            let folder = ScratchFolder()
            let started = ContinuousClock.now
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(Self.mapped(waitSeconds: seconds, in: folder))
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains("raw.export is "))
            #expect("\(error.map { "\($0)" } ?? "")".contains("held by deskhouse as "))
            #expect(started.duration(to: .now) >= .seconds(seconds))
            try reader.execute("rollback")
            let report = try warehouse.load(Self.mapped(waitSeconds: 0, in: folder))
            #expect(report.entities.map(\.added) == [1])
        }
    }

    @Test func theWaitsOfALoadAreBoundedTogether() throws {
        try ScratchWarehouse.lend { warehouse in
            let settings = try ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse))
            var holder = try Connection(settings)
            try holder.execute("select pg_advisory_lock(7355608002)")
            try holder.execute("set idle_session_timeout = '700ms'")
            var reader = try Connection(settings)
            // Another second would do.
            try Self.read("raw.export", for: "1400ms", on: &reader)
            let folder = ScratchFolder()
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(Self.mapped(waitSeconds: 1, in: folder))
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains("raw.export is "))
            try reader.execute("rollback")
            let report = try warehouse.load(Self.mapped(waitSeconds: 0, in: folder))
            #expect(report.entities.map(\.added) == [1])
        }
    }

    /// Makes a table, and reads it until the server ends the session.
    private static func read(
        _ table: String, for time: String, on connection: inout Connection
    ) throws {
        try connection.execute("create table \(trusted: table) ()")
        try connection.executeScript(
            """
            begin;
            set local idle_in_transaction_session_timeout = '\(time)';
            lock table \(table) in access share mode
            """)
    }

    private static func mapped(waitSeconds: Int?, in folder: ScratchFolder) -> LoadRequest {
        folder.write("own/agents.sql", "select id as agent_id from raw.export")
        folder.write("export.csv", "id\nA1\n")
        var request = LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("own"))
        request.waitSeconds = waitSeconds
        return request
    }
}
