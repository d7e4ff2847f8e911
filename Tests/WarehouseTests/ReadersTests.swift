import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Who reads while others load: nobody waits for long.
@Suite struct ReadersTests {
    private static let tickets = "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"

    /// Has a transaction open that has read these relations, and lets the work wait for locks no longer than a moment.
    private func whileReading(
        _ relations: [String], in warehouse: inout Warehouse, _ work: (inout Warehouse) throws -> Void
    ) throws {
        var reader = try Connection(ConnectionSettings(ScratchWarehouse.conninfo(of: warehouse)))
        try reader.execute("begin isolation level repeatable read")
        for relation in relations { try reader.execute("select count(*) from \(trusted: relation)") }
        try warehouse.connection.execute("set lock_timeout = '2s'")
        defer { _ = try? warehouse.connection.execute("reset lock_timeout") }
        try work(&warehouse)
        try reader.execute("commit")
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

    @Test func aRebuildLocksNobodyOutOfFactsThatAreEmpty() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            try whileReading(["kpi.csat", "kpi.occupancy"], in: &warehouse) { try $0.rebuild() }
        }
    }
}
