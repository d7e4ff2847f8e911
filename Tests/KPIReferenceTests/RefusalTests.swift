import KPIReference
import Testing

/// Combinations that are refused, not answered with zeros.
@Suite struct RefusalTests {
    @Test(arguments: [
        "utilization by channel", "occupancy by source", "productivity by brand", "esat by segment",
        "churn_rate by team", "contact_rate by source", "volume by currency", "frt by cost_category",
        "cost by currency", "cpr by currency", "cost, volume by cost_category", "volume, churn_rate by team",
        "utilization where channel = 'email'", "cost where currency in ('EUR', 'USD')",
        "cost where not currency = 'EUR'", "cpr where cost_category = 'staffing' or channel = 'email'",
        "cost hourly", "volume where agent = 'Ann'",
    ])
    func aQuestionWithoutMeaningIsRefused(line: String) throws {
        let reference = Reference(
            dataSet: DataSet(rows: [
                Agent(source: "desk", agentID: "A1", name: "Ann"),
                Agent(source: "shop", agentID: "A1", name: "Ann"),
            ]))
        let query = try QueryParser.query(line + " in 2026-03")
        #expect(throws: Refusal.self) { try reference.answer(query, asOf: 0) }
    }

    @Test(arguments: [
        "volume business", "cost median", "frt 24h", "volume by", "frt in 2026 and", "fr in 2026",
    ])
    func aLineThatDoesNotReadIsRefused(line: String) {
        #expect(throws: Refusal.self) { try QueryParser.query(line) }
    }

    @Test(arguments: ["utilization by agent, team", "cost by cost_category, brand, segment", "esat by team"])
    func aQuestionWithMeaningIsAnswered(line: String) throws {
        let query = try QueryParser.query(line + " in 2026-03")
        #expect(try Reference(dataSet: DataSet()).answer(query, asOf: 0).rows.isEmpty)
    }
}
