import KPIQuery
import PostgresClient
import Rendering
import Shell
import Testing
import Warehouse
import WarehouseTestSupport

/// Columns of the source that the contract does not name.
@Suite struct AttributeTests {
    private static let tickets = """
        ticket_id,created_at,brand,period,ticket_volume
        1,2026-03-30T21:00:00Z,Acme,spring,x
        2,2026-03-31T23:00:00Z,Acme,spring,y
        3,2026-03-31T23:30:00Z,,autumn,y

        """

    @Test func aValueThatNoTicketHasIsRefusedWithTheNearestOne() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            for known in ["brand = 'Acme'", "brand != 'Acme'", "brand is null", "brand like 'x%'"] {
                _ = try warehouse.answer("volume in 2026-03 where \(known)")
            }
            for unknown in ["brand = 'Acmee'", "brand in ('Acme', 'Acmee')", "not (brand = 'Acmee')"] {
                let failure = #expect(throws: ParseFailure.self) {
                    _ = try warehouse.answer("volume in 2026-03 where \(unknown)")
                }
                #expect(failure?.suggestion == "'Acme'")
                #expect(failure?.message == "no ticket has the brand 'Acmee'")
            }
        }
    }

    @Test func aPatternThatNoValueOfAnAttributeIsLikeIsTold() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            #expect(try warehouse.answer("volume in 2026-03 where brand like 'A%'").notes.isEmpty)
            #expect(
                try warehouse.answer("volume in 2026-03 where not brand like 'x%'").notes
                    == ["no brand is like 'x%'"])
        }
    }

    @Test func anAttributeNamedAsAnotherColumnHasANameOfItsOwn() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let answer = try warehouse.answer("volume by period, ticket_volume monthly in 2026-03")
            let columns = AnswerPresentation(answer, for: .csv).columns
            #expect(
                columns.map(\.name).prefix(4) == [
                    "period", "attribute_period", "attribute_ticket_volume", "ticket_volume",
                ])
            #expect(Set(columns.map(\.name)).count == columns.count)
            #expect(columns[1].label == "period")
        }
    }

    /// The agent's own columns stand under their names, wherever in the question the attribute does.
    @Test func anAttributeTakesNoColumnItsName() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(files: [
                (
                    "tickets.csv",
                    "ticket_id,created_at,agent_id,agent_name,leg\n1,2026-03-30T21:00:00Z,A,spring,x\n"
                ), ("agents.csv", "agent_id,name\nA,Ann\n"),
            ])
            let answer = try warehouse.answer("volume by agent_name, agent in 2026-03")
            let presentation = AnswerPresentation(answer, for: .csv)
            #expect(
                presentation.columns.map(\.name).prefix(4) == [
                    "attribute_agent_name", "agent", "agent_name", "agent_source",
                ])
            #expect(presentation.rows.first?.prefix(3) == [.text("spring"), .text("A"), .text("Ann")])
            let list = try SampleWarehouse.run(
                "tickets clearance_rate by leg, agent in 2026-03", on: &warehouse, as: .csv)
            #expect(list.records.first?.prefix(4) == ["attribute_leg", "agent", "agent_name", "leg"])
        }
    }

    /// `\dims` lists it as a question has to write it.
    @Test func anAttributeThatDiffersInCaseFromADimensionIsReachedInQuotes() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,channel,Channel\n1,2026-03-30T21:00:00Z,email,shop\n"
            ])
            let answer = try warehouse.answer("volume by channel, \"Channel\" in 2026-03")
            #expect(answer.rows.first?.members.map(\.text) == ["email", "shop"])
            #expect(
                AnswerPresentation(answer, for: .csv).columns.prefix(2).map(\.name) == ["channel", "Channel"])
            let listed = try warehouse.connection.execute(Inspection.dimensions).map { row in
                try row.decode(String.self, at: 0)
            }
            #expect(listed.contains("\"Channel\""))
        }
    }

    /// 23:00 UTC is the next day in Berlin, where two tickets are of April 1.
    @Test func anInstantWithoutAZoneIsOfTheReportingZone() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            #expect(try warehouse.change(.timezone, to: "Europe/Berlin"))
            for (asOf, count) in [
                ("2026-04-01 23:00", 0.0), ("2026-04-01T23:00:00.5", 0), ("2026-04-01T23:00Z", 2),
                ("2026-04-02", 2),
            ] {
                let answer = try warehouse.answer("volume last 1 days", asOf: asOf)
                #expect(answer.rows.first?.cells.first?.value == count, "\(asOf)")
            }
        }
    }
}
