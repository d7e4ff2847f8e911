import PostgresClient
import Testing
import Warehouse
import WarehouseTestSupport

@Suite struct SQLCatalogueTests {
    @Test("The catalogue knows keys, the values that a check lists or the data has, and settings")
    func catalogue() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,team
                1,2025-03-03T10:00:00Z,O'Neill
                2,2025-03-04T10:00:00Z,O'Neill
                3,2025-03-04T10:00:00Z,First
                4,2025-03-04T10:00:00Z,First

                """
            ])
            try warehouse.connection.execute("analyze core.ticket")
            let catalogue = try warehouse.catalogueReader()()
            let ticket = try #require(
                catalogue.relations.first { $0.schema == "core" && $0.name == "ticket" })
            #expect(ticket.columns.filter(\.isKey).map(\.name) == ["ticket_id", "source"])
            func values(_ name: String) -> [String]? { ticket.columns.first { $0.name == name }?.values }
            #expect(values("status") == ["new", "open", "pending", "hold", "resolved", "closed"])
            #expect(values("team")?.sorted() == ["First", "O'Neill"])
            #expect(values("row_seq") == [])
            let view = catalogue.relations.first { $0.schema == "kpi" && $0.name == "ticket" }
            #expect(view?.columns.contains(where: \.isKey) == false)
            #expect(catalogue.settings.contains { $0.name == "TimeZone" && !$0.summary.isEmpty })
        }
    }
}
