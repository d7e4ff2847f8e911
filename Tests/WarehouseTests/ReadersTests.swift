import PostgresClient
import Synchronization
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Who reads while others load: nobody waits for the other.
@Suite struct ReadersTests {
    private static let tickets = "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"

    private final class Seen: Sendable {
        let waiting = Mutex<[String]>([])
    }

    /// Has a transaction open that has read these relations, and watches that the work does not wait for it.
    ///
    /// A session that is waited for is ended, for the test to come to its end.
    private func whileReading(
        _ relations: [String], in warehouse: inout Warehouse, _ work: (inout Warehouse) throws -> Void
    ) throws {
        let conninfo = try ScratchWarehouse.conninfo(of: warehouse)
        var reader = try Connection(ConnectionSettings(conninfo))
        let process = try reader.execute("select pg_backend_pid()").value(Int.self)
        try reader.execute("begin isolation level repeatable read")
        for relation in relations { try reader.execute("select count(*) from \(trusted: relation)") }
        let seen = Seen()
        _ = try Bystander.looking(into: conninfo) { connection in
            let waiting = try connection.execute(
                "select query from pg_stat_activity where \(process) = any (pg_blocking_pids(pid))"
            ).values(String.self)
            guard !waiting.isEmpty else { return false }
            seen.waiting.withLock { $0 = waiting }
            try connection.execute("select pg_terminate_backend(\(process))")
            return true
        } during: {
            try work(&warehouse)
        }
        #expect(seen.waiting.withLock { $0 } == [])
        _ = try? reader.execute("commit")
    }

    @Test func aFirstLoadDoesNotWaitForWhoReads() throws {
        try ScratchWarehouse.lend { warehouse in
            try whileReading(["core.ticket", "kpi.ticket", "kpi.csat"], in: &warehouse) { warehouse in
                let report = try warehouse.load(["tickets.csv": Self.tickets])
                #expect(report.entities.map(\.added) == [1])
            }
            #expect(try warehouse.rows("select ticket_id from kpi.ticket") == [["1"]])
            #expect(try warehouse.verify().passed)
        }
    }

    @Test func aRebuildDoesNotWaitForWhoReadsFactsThatAreEmpty() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            try whileReading(["kpi.csat", "kpi.occupancy"], in: &warehouse) { try $0.rebuild() }
            #expect(try warehouse.verify().passed)
        }
    }

    /// A backup reads every table there is, and holds them to its end.
    @Test func loadsDoNotWaitForABackup() throws {
        try ScratchWarehouse.lend { warehouse in
            let tables = try warehouse.rows(
                """
                select schemaname || '.' || tablename from pg_tables
                where schemaname in ('meta', 'staging', 'core', 'fact', 'rollup')
                """
            ).map { $0[0] }
            try whileReading(tables, in: &warehouse) { warehouse in
                try warehouse.load(["tickets.csv": Self.tickets, "agents.csv": "agent_id,kind\nA1,cat\n"])
                try warehouse.load([
                    "tickets.csv": Self.tickets.replacing("08", with: "09"),
                    "shifts.csv": "shift_id,agent_id,starts_at,ends_at\n"
                        + "1,A1,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z\n",
                ])
                try warehouse.rebuild()
            }
            for table in tables where table.hasPrefix("staging.") {
                #expect(try warehouse.rows("select from \(table)").isEmpty, "\(table)")
            }
            #expect(try warehouse.rows("select created_at from core.ticket") == [["2026-03-01 09:00:00+00"]])
            #expect(try warehouse.verify().passed)
        }
    }

    /// A backup that begins while a mapping selects has the raw tables, too.
    @Test func aMappedLoadDoesNotWaitForWhoReadsItsFiles() throws {
        try ScratchWarehouse.lend { warehouse in
            let conninfo = try ScratchWarehouse.conninfo(of: warehouse)
            let folder = ScratchFolder()
            folder.write("own/agents.sql", "select id as agent_id from raw.export")
            folder.write("export.csv", "id\nA1\n")
            let request = LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("own"))
            let (isAwaited, report) = try Bystander.looking(into: conninfo) { connection in
                if connection.transactionStatus == .idle {
                    let isThere = "select to_regclass('raw.export') is not null"
                    guard try connection.execute(Statement(trusted: isThere)).value(Bool.self) else {
                        return false
                    }
                    try connection.executeScript(
                        "begin; lock table raw.export in access share mode; select pg_advisory_xact_lock(2)")
                }
                let isAwaited = try connection.execute(
                    "select exists (select from pg_locks where pg_backend_pid() = any (pg_blocking_pids(pid)))"
                ).value(Bool.self)
                if isAwaited { try connection.execute("commit") }
                return isAwaited
            } during: {
                try warehouse.load(request) { event in
                    guard case .stageFinished(let stage) = event, stage.name == "land" else { return }
                    while (try? Self.isRead(conninfo)) == false {}
                }
            }
            #expect(!isAwaited)
            #expect(report.entities.map(\.added) == [1])
            // The next load clears up.
            let next = try warehouse.load(request)
            #expect(next.entities.map(\.unchanged) == [1])
            #expect(try warehouse.rows("select tablename from pg_tables where schemaname = 'raw'") == [])
        }
    }

    /// Whether the other session has the table that it was to read.
    private static func isRead(_ conninfo: String) throws -> Bool {
        var connection = try Connection(ConnectionSettings(conninfo))
        return try connection.execute(
            """
            select exists (
                select from pg_locks
                where locktype = 'advisory' and objid = 2
                    and database = (select oid from pg_database where datname = current_database())
            )
            """
        ).value(Bool.self)
    }
}
