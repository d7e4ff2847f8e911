import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// How long a load waits for another one.
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
}
