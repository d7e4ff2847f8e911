import Rendering
import Testing
import Warehouse

@testable import Shell

/// Amounts on screen have the decimals of their currency.
@Suite struct MinorUnitTests {
    @Test(arguments: [("JPY", 0), ("EUR", 2), ("KWD", 3)])
    func columnsOfAmountsHaveThem(currency: String, decimals: Int) throws {
        let costs =
            "cost_id,category,period_start,period_end,amount,currency\nK,other,2026-02-01,2026-02-28,28,\(currency)\n"
        try SmallWarehouse.with([SmallWarehouse.Ticket("2026-02-02T08:00")], [("costs.csv", costs)]) {
            warehouse in
            let answer = try warehouse.answer(
                "cost, volume in 2026-02 vs previous", asOf: "2026-03-20T12:00:00Z")
            let columns = AnswerPresentation(answer, for: .table).columns
            for name in ["cost", "cost_previous"] {
                #expect(columns.first { $0.name == name }?.decimals == decimals, "\(name)")
            }
            #expect(columns.first { $0.name == "ticket_volume" }?.decimals == nil)
        }
    }
}
