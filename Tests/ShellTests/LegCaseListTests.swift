import KPIQuery
import PostgresClient
import TestSupport
import Testing

@testable import Warehouse

/// What is behind ratios, amounts and churn gives the number, to the last digit.
@Suite(.sampleWarehouse) struct LegCaseListTests {
    /// A line with the cases that `tickets` lists for it, by the row they belong to.
    private struct Listing {
        let answer: Answer
        let layout: CaseLayout
        let cases: [CaseList.Place: [ListedCase]]

        init(_ line: String, on warehouse: inout Warehouse) throws {
            let query = try QueryLanguage(warehouse.vocabulary()).query(line)
            var begun: (Answer, CaseLayout)?
            var cases: [CaseList.Place: [ListedCase]] = [:]
            try warehouse.listCases(of: query, text: line, asOf: SampleWarehouse.asOf) {
                begun = ($0, $1)
            } _: { found in
                cases[CaseList.Place(found.bucket, found.members), default: []].append(found)
            }
            (answer, layout) = try #require(begun)
            self.cases = cases
        }

        func cases(of row: Answer.Row) -> [ListedCase] {
            cases[CaseList.Place(row.bucket, row.members.map(\.withoutName))] ?? []
        }
    }

    static let ratios = [
        "clearance_rate in 2026-09", "clearance_rate by channel monthly in 2026-Q3",
        "clearance_rate by brand in 2026-Q3 where not channel = 'email'",
        "contact_rate weekly last 6 weeks", "contact_rate by segment, country in 2026-Q3",
        "productivity by agent in 2026-09", "productivity daily last 10 days",
        "utilization by team monthly in 2026-Q3", "utilization hourly yesterday",
        "occupancy by agent in 2026-09 top 3", "occupancy by team in 2026-09 where team != 'Returns'",
        "cost_per_resolution in 2026-09", "cost_per_resolution by channel monthly in 2026-Q3",
        "cost_per_resolution by cost_category in 2026-09 where channel = 'chat'",
        "cost_per_resolution by team, cost_category in 2026-08",
        "cost_per_resolution by agent in 2026-09 having volume > 20",
        "cost_per_resolution by brand weekly last 3 weeks",
    ]

    @Test(arguments: ratios) func bothSetsOfARatioGiveIt(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let listing = try Listing(line, on: &warehouse)
        let definition = listing.answer.definitions[0]
        let timed = definition.denominatorCases?.placement == .time
        #expect(!listing.answer.rows.isEmpty)
        for row in listing.answer.rows {
            let cases = listing.cases(of: row)
            let numerator = cases.filter { $0.leg == .numerator }
            let denominator = cases.filter { $0.leg == .denominator }
            #expect((timed ? numerator : denominator).count == row.cells[0].n, "\(line): \(row)")
            let number = try warehouse.connection.execute(
                """
                select (
                    case
                        when \(definition.isMoney) then round(round(ratio.value, 15), 2)
                        else ratio.value
                    end
                )::float8
                from (
                    select \(definition.factor)::integer
                        * (select coalesce(sum(value::numeric), 0) from unnest(\(numerator.map(\.digits))::text[]) as value)
                        / nullif((select sum(value::numeric) from unnest(\(denominator.map(\.digits))::text[]) as value), 0)
                        as value
                ) as ratio
                """
            ).value(Double?.self)
            #expect(number == row.cells[0].value, "\(line): \(row)")
        }
        let places = Set(
            listing.answer.rows.map { CaseList.Place($0.bucket, $0.members.map(\.withoutName)) })
        #expect(places.isSuperset(of: listing.cases.keys))
    }

    static let amounts = [
        "cost in 2026-09", "cost daily in 2026-W38", "cost by channel monthly in 2026-Q3",
        "cost by team, channel in 2026-09", "cost by agent in 2026-09",
        "cost by cost_category in 2026-09 where channel = 'chat'", "cost by brand in 2026-09",
        "cost by category weekly last 3 weeks where team = 'Returns'",
    ]

    /// Shares add up to the cell; the cells of a period are rounded so that they add up to its rounded total.
    @Test(arguments: amounts) func sharesOfTheLedgerGiveTheCost(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let listing = try Listing(line, on: &warehouse)
        for bucket in Set(listing.answer.rows.map(\.bucket)) {
            let rows = listing.answer.rows.filter { $0.bucket == bucket }.sorted {
                Answer.Member.isBefore($0.members, $1.members)
            }
            let shares = rows.enumerated().flatMap { place, row in
                listing.cases(of: row).map { (place: place, digits: $0.digits) }
            }
            let rounded = try warehouse.connection.execute(
                """
                with cell as (
                    select cell.place, round(100 * sum(cell.value::numeric), 15) as units
                    from unnest(\(shares.map { "\($0.place)" })::integer[], \(shares.map(\.digits))::text[])
                        as cell (place, value)
                    group by cell.place
                )
                select
                    cell.place,
                    ((
                        floor(cell.units) + (
                            row_number() over (order by cell.units - floor(cell.units) desc, cell.place)
                            <= round(sum(cell.units) over ()) - sum(floor(cell.units)) over ()
                        )::integer
                    ) / 100)::float8
                from cell
                """
            ).map { row in try (row.decode(Int.self, at: 0), row.decode(Double.self, at: 1)) }
            let numbers = Dictionary(uniqueKeysWithValues: rounded)
            for (place, row) in rows.enumerated() {
                #expect(numbers[place] ?? 0 == row.cells[0].value, "\(line): \(row)")
                #expect(Set(listing.cases(of: row).map(\.identities)).count == row.cells[0].n)
            }
        }
    }

    @Test func aShareFollowsFromWhatStandsBesideIt() throws {
        var warehouse = try SampleWarehouse.open()
        let listing = try Listing("cost by channel, agent in 2026-09", on: &warehouse)
        let cases = listing.cases.values.flatMap(\.self)
        #expect(cases.contains { $0.share?.weight != $0.share?.totalWeight })
        for found in cases {
            let share = try #require(found.share)
            let number = try warehouse.connection.execute(
                """
                select abs(
                    \(share.amount)::numeric * \(share.days)::numeric
                    / (\(share.lastDay)::date - \(share.firstDay)::date + 1)
                    * \(share.weight)::numeric / \(share.totalWeight)::numeric
                    - \(found.exactValue)::numeric
                ) < 1e-12
                """
            ).value(Bool.self)
            #expect(number)
        }
    }

    @Test(arguments: [
        "churn_rate in 2026-09", "churn_rate by segment monthly in 2026-Q3",
        "churn_rate by country weekly last 5 weeks",
    ])
    func theCustomersGiveTheChurn(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let listing = try Listing(line, on: &warehouse)
        #expect(listing.layout.identities == ["customer_id"])
        var left = 0
        for row in listing.answer.rows {
            let cases = listing.cases(of: row)
            #expect(cases.count == row.cells[0].n)
            #expect(Set(cases.map(\.identities)).count == cases.count)
            let hits = cases.count { $0.value == 100 }
            left += hits
            let rate = cases.isEmpty ? nil : 100 * Double(hits) / Double(cases.count)
            #expect((rate ?? -1) - (row.cells[0].value ?? -1) < 1e-9)
        }
        #expect(left > 0)
    }

    @Test(arguments: [
        ("tickets esat", "not listed"), ("tickets esat by team", "fewer than 5"),
        ("tickets clearance_rate top 3", "needs 'by'"),
    ])
    func refusesWithAReason(line: String, reason: String) throws {
        let failure = #expect(throws: ParseFailure.self) { try SampleWarehouse.run(line) }
        #expect(failure?.message.contains(reason) == true)
    }

    @Test func saysHowTheNumberFollows() throws {
        let outcome = try SampleWarehouse.run("tickets productivity in 2026-09 as csv")
        #expect(
            outcome.records.first == [
                "leg", "source", "ticket_id", "anchor_at", "until_at", "value", "agent", "agent_name", "team",
            ])
        #expect(outcome.told.last == "productivity = 3600 x sum of numerator / sum of denominator")
        let ledger = try SampleWarehouse.run("tickets cost in 2026-09 as csv")
        #expect(
            ledger.records.first?.prefix(11) == [
                "source", "cost_id", "anchor_at", "until_at", "cost", "amount", "period_start", "period_end",
                "days", "weight", "total_weight",
            ])
    }
}

extension ListedCase {
    fileprivate var digits: String { exactValue ?? "" }
}
