import EmbeddedSQL
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What PostgreSQL refuses of a file of `sql/` names the file, whenever that runs.
@Suite struct SQLFileErrorTests {
    private static let ticket = "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"

    @Test(.scratchDatabase) func aFactsFileIsNamed() throws {
        let error = try Self.error(
            EmbeddedSQL.files.map { file in
                guard file.path == "fact/survey.sql" else { return file }
                return SQLFile(
                    path: file.path, text: file.text + "\nselect 1 / (1 - count(*)) from fact.ticket;\n")
            })
        #expect(error.hasPrefix("sql/fact/survey.sql: "))
        #expect(error.contains("division by zero"))
    }

    /// Several KPIs share a rollup, and PostgreSQL does not say which of them it is about.
    @Test(.scratchDatabase) func theFilesOfARollupsKPIsAreNamed() throws {
        let error = try Self.error(
            EmbeddedSQL.files.map { file in
                guard file.path == "kpi/ticket_volume.sql" else { return file }
                return SQLFile(
                    path: file.path,
                    text: file.text + "\nwhere 1 / (length(ticket.ticket_id) - 1) > 0\n")
            })
        #expect(error.hasPrefix("sql/kpi/ (one of "))
        #expect(error.contains("ticket_volume.sql"))
        #expect(!error.contains("csat.sql"))
        #expect(error.contains("division by zero"))
    }

    @Test(.scratchDatabase) func aVerificationsFileIsNamed() throws {
        let identity = SQLFile(
            path: "verify/own.sql",
            text: """
                -- name: own
                -- title: own
                -- meaning: own
                -- expected: one
                -- found: the other
                select 'total' as place, 1 / (1 - count(*)) as expected, 1 as found from fact.ticket
                """)
        let error = try Self.error(EmbeddedSQL.files + [identity])
        #expect(error.hasPrefix("sql/verify/own.sql: "))
        #expect(error.contains("division by zero"))
    }

    /// What is said of a load, or of verifying it.
    private static func error(_ files: [SQLFile]) throws -> String {
        var warehouse = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: files)
        return try #require(throws: WarehouseError.self) {
            try warehouse.load(["tickets.csv": ticket])
            _ = try warehouse.verify()
        }.description
    }
}
