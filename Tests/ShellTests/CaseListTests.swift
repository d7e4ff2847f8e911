import KPIQuery
import PostgresClient
import Rendering
import TestSupport
import Testing

@testable import Warehouse

/// The tickets behind a number give the number.
@Suite(.sampleWarehouse) struct CaseListTests {
    static let kpis = [
        "ticket_volume", "tickets_resolved", "resolutions", "reopens", "backlog", "backlog_age",
        "backlog_age business",
        "first_response_time", "first_response_time business", "frt_within_15m", "frt_within_1h business",
        "reply_time", "reply_time business", "resolution_time", "resolution_time business",
        "resolution_time_after_response", "resolution_time_after_response business", "resolution_rate",
        "resolution_rate 24h",
        "handle_time", "interaction_time", "first_contact_resolution", "one_touch_rate",
        "replies_per_resolution",
        "reopen_rate", "automation_rate", "csat", "csat_score", "csat_response_rate", "nps", "ces",
        "ces_score",
    ]

    /// Clauses that make rows, and those that select them.
    static let clauses = [
        "in 2026-09", "by channel monthly in 2026-Q3",
        "by team, priority in 2026-Q2 where not channel = 'email'",
        "by category in 2026-Q3 top 3", "by agent in 2026-Q1 having volume > 20",
        "by channel weekly last 6 weeks top 2",
    ]

    @Test(arguments: kpis, clauses)
    func recomputingFromTheCasesGivesTheNumber(kpi: String, clauses: String) throws {
        var warehouse = try SampleWarehouse.open()
        let line = "\(kpi) \(clauses)"
        let query = try QueryLanguage(warehouse.vocabulary()).query(line)
        var answer: Answer?
        var cases: [CaseList.Place: [ListedCase]] = [:]
        try warehouse.listCases(of: query, text: line, asOf: SampleWarehouse.asOf) {
            answer = $0
            _ = $1
        } _: { found in
            cases[CaseList.Place(found.bucket, found.members), default: []].append(found)
        }
        let rows = try #require(answer).rows
        let definition = try #require(answer?.definitions.first)
        for row in rows {
            let place = CaseList.Place(row.bucket, row.members.map(\.withoutName))
            let values = (cases.removeValue(forKey: place) ?? []).compactMap(\.value)
            #expect(values.count == row.cells[0].n)
            #expect(Self.number(of: definition, values).isAbout(row.cells[0].value), "\(line): \(row)")
        }
        #expect(cases.isEmpty)
    }

    /// What kpis.md makes of the cases' worth.
    private static func number(of definition: KPIDefinition, _ values: [Double]) -> Double? {
        if definition.countsCases { return Double(values.count) }
        guard !values.isEmpty else { return nil }
        if definition.isDuration { return values.sorted()[(values.count + 1) / 2 - 1] }
        return values.reduce(0, +) / Double(values.count)
    }

    @Test func withoutDimensionsTheCasesAreRanked() throws {
        let records = try SampleWarehouse.run("tickets frt in 2026-09 top 5 by frt as csv").records
        let column = try #require(records.first?.firstIndex(of: "first_response_time"))
        let values = records.dropFirst().compactMap { Double($0[column]) }
        #expect(values.count == 5)
        #expect(values == values.sorted(by: >))
        let longest = try SampleWarehouse.run("frt max in 2026-09 as csv").records
        #expect(longest[1][0] == records[1][column])
        let shortest = try SampleWarehouse.run("tickets frt in 2026-09 bottom 1 as csv").records
        #expect(try SampleWarehouse.run("frt min in 2026-09 as csv").records[1][0] == shortest[1][column])
    }

    @Test(arguments: [
        "frt p90 in 2026-09", "frt median by channel monthly in 2026-Q3",
        "backlog_age p10 by priority in 2026-09", "backlog_age business p90 weekly last 4 weeks",
        "art business p99 by team in 2026-Q3", "reply_time p1 by agent in 2026-09",
    ])
    func aPercentileIsTheFirstOfItsNeighbours(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let query = try QueryLanguage(warehouse.vocabulary()).query(line)
        var answer: Answer?
        var cases: [CaseList.Place: [ListedCase]] = [:]
        try warehouse.listCases(of: query, text: line, asOf: SampleWarehouse.asOf) { begun, _ in
            answer = begun
        } _: { found in
            cases[CaseList.Place(found.bucket, found.members), default: []].append(found)
        }
        for row in try #require(answer).rows {
            let listed = cases[CaseList.Place(row.bucket, row.members.map(\.withoutName))] ?? []
            #expect(listed.first?.value == row.cells[0].value)
            let place = listed.first?.rank ?? 0
            let distances = listed.map { (($0.rank ?? 0) - place).magnitude }
            #expect(distances == distances.sorted())
            let ranked = listed.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
            #expect(ranked.map(\.rank) == (0..<listed.count).map { $0 + 1 })
            #expect(ranked.compactMap(\.value) == listed.compactMap(\.value).sorted())
        }
    }

    @Test func aCaseSaysWhatItIs() throws {
        let records = try SampleWarehouse.run("tickets csat monthly in 2026-Q3 as csv").records
        #expect(
            records.first == [
                "period", "source", "ticket_id", "anchor_at", "csat", "channel", "category", "product",
                "priority", "direction", "agent", "agent_name", "team", "segment", "country",
            ])
        #expect(records.dropFirst().allSatisfy { ["100", "0", "100.0", "0.0"].contains($0[4]) })
    }

    @Test func theDimensionsAskedForComeFirst() throws {
        let records = try SampleWarehouse.run("tickets frt by agent, brand, source in 2026-09-07 as csv")
            .records
        #expect(
            records.first == [
                "agent", "agent_name", "brand", "source", "ticket_id", "anchor_at", "rank",
                "first_response_time",
                "channel", "category", "product", "priority", "direction", "team", "segment", "country",
            ])
        #expect(records.count > 1)
        let agents = try SampleWarehouse.run("frt by agent in 2026-09-07 as csv").records
        let names = Dictionary(agents.dropFirst().map { ($0[0], $0[1]) }) { first, _ in first }
        #expect(records.dropFirst().allSatisfy { names[$0[0]] == $0[1] })
    }

    /// Exact, without the zeros that a division leaves behind it.
    @Test func sharesHaveNoMoreDigitsThanTheySay() throws {
        let list = try SampleWarehouse.run("tickets cost in 2026-09", as: .csv)
        let header = try #require(list.records.first)
        let worth = try #require(header.firstIndex(of: "cost"))
        let weights = try #require(header.firstIndex(of: "weight"))
        #expect(list.records.count > 5)
        for record in list.records.dropFirst() {
            for text in [record[worth], record[weights]] where text.contains(".") {
                #expect(text.last != "0" && text.last != ".", "\(text)")
            }
        }
    }
}

extension Double? {
    /// Equal up to what the order of adding makes.
    fileprivate func isAbout(_ other: Double?) -> Bool {
        guard let self, let other else { return self == nil && other == nil }
        return (self - other).magnitude <= 1e-9 * max(1, other.magnitude)
    }
}
