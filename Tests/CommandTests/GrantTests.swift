import PostgresClient
import PostgresServer
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// `deskhouse grant`, and psql as the role that it made.
@Suite struct GrantTests {
    @Test func psqlReadsAsTheRoleThatWasGranted() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": "ticket_id,created_at,brand\n1,2026-03-01T08:00:00Z,Kumo\n"])
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            defer {
                _ = try? warehouse.connection.executeScript(
                    "drop owned by deskhouse_reader; drop role command_reader")
            }
            let first = try deskhouse.run("grant", "command_reader")
            #expect(first.status == 0, "\(first.error)")
            #expect(first.output.isEmpty)
            #expect(first.error.contains("role \"command_reader\" reads the schema kpi of database"))
            #expect(first.error.contains("\\password \"command_reader\""))
            let second = try deskhouse.run("grant", "command_reader")
            #expect(second.status == 0)
            #expect(!second.error.contains("password"))

            let psql = try PrivateServer.standard().program(named: "psql")
            let conninfo = try ScratchWarehouse.conninfo(of: warehouse) + " user=command_reader"
            func answer(_ sql: String) throws -> Program.Outcome {
                try Program(psql, [conninfo, "-X", "-A", "-t", "-c", sql]).run()
            }
            #expect(try answer("select day, n, value from ticket_volume").output == "2026-03-01|1|1\n")
            #expect(try answer("select public_attributes from ticket").output == "\n")
            #expect(try deskhouse.run("settings", "public_attributes", "brand").output == "brand\n")
            #expect(try answer("select public_attributes ->> 'brand' from ticket").output == "Kumo\n")
            let described = try answer("\\d+ csat")
            #expect(described.isSuccess)
            #expect(described.output.contains("Local day in the reporting time zone"))
            let refused = try answer("select * from core.ticket")
            #expect(!refused.isSuccess)
            #expect(refused.output.contains("permission denied for schema core"))
        }
    }

    @Test func aRoleThatSeesMoreIsRefused() throws {
        try ScratchWarehouse.lend { warehouse in
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            let owner = warehouse.connection.user
            let outcome = try deskhouse.run("grant", owner)
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("role \"\(owner)\" has rights on"))
        }
    }
}
