import Basics
import PostgresClient
import SampleData
import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// Percentiles from rollups: which cases they are of, and how far off they may be.
@Suite struct PercentileTests {
    private static let asOf = "2026-05-10T12:00:00Z"

    @Test func aPercentileFromAHistogramIsMarkedAndAtMostOnePercentOff() throws {
        try ScratchWarehouse.lend { warehouse in
            var tickets = "ticket_id,created_at,channel,resolved_at\n"
            // From a second to weeks, and one that took no time at all.
            for number in 0..<400 {
                let seconds = number == 0 ? 0 : number * number * 11 + number % 7
                tickets += "\(number),2026-03-01T00:00:00Z,\(number % 3 == 0 ? "chat" : "mail"),"
                tickets += "2026-03-\(two(1 + seconds / 86_400))T\(clock(seconds % 86_400))Z\n"
            }
            try warehouse.load(files: [("tickets.csv", tickets)])
            for word in ["median", "p90", "p1", "p99"] {
                let quick = try warehouse.answer("art \(word) by channel in 2026-03", asOf: Self.asOf)
                let exact = try warehouse.answer("art exact \(word) by channel in 2026-03", asOf: Self.asOf)
                #expect(quick.rows.count == 2)
                for left in quick.rows {
                    let right = try #require(exact.rows.first { $0.members == left.members })
                    #expect(left.cells[0].isApproximate && !right.cells[0].isApproximate)
                    let (value, wanted) = (
                        try #require(left.cells[0].value), try #require(right.cells[0].value)
                    )
                    #expect(abs(value - wanted) <= 0.01 * wanted, "\(word): \(value) for \(wanted)")
                    #expect(left.cells[0].n == right.cells[0].n)
                }
            }
        }
    }

    /// Rows of the table are put together by bounds of their own percentiles; here by all their entries.
    @Test func aPercentileOfSeveralMonthsOrMembersIsThatOfAllTheirCases() throws {
        let data = ScratchFolder()
        let until = try #require(CivilDate("2026-05-01"))
        _ = try SampleSource(tickets: 2_000, days: 200, seed: 1, until: until).write(to: data.path)
        try ScratchWarehouse.lend { warehouse in
            _ = try warehouse.load(LoadRequest(paths: [data.path]))
            let range = "from 2025-11-01 to 2026-04-30"
            let percents = [("p1", 1), ("median", 50), ("p90", 90), ("p99", 99)]
            let words = percents.map { "frt \($0.0)" }.joined(separator: ", ")
            for (clause, slice, group) in [
                ("", "total", "'all'"),
                ("quarterly", "total", "date_trunc('quarter', histogram.month)::date::text"),
                ("by team", "team", "histogram.members[1]"),
                ("by agent", "agent", "histogram.members[1]"),
                (
                    "by team where channel in (chat, email) quarterly", "channel, team",
                    "concat(histogram.members[2], date_trunc('quarter', histogram.month)::date)"
                ),
            ] {
                let filter = clause.contains("where") ? "and histogram.members[1] in ('chat', 'email')" : ""
                let wanted = try warehouse.rows(
                    """
                    with entry as (
                        select \(group) as part, entry.bucket, sum(entry.case_count) as case_count
                        from rollup.histogram
                        cross join lateral rollup.entries(histogram.buckets, histogram.up_to) as entry
                        where histogram.measure = 'first_response_time' and histogram.slice = '\(slice)'
                            and histogram.month between '2025-11-01' and '2026-04-01' \(filter)
                        group by 1, 2
                    ),
                    ranked as (
                        select
                            entry.*,
                            sum(case_count) over (partition by part order by bucket) as cases_up_to,
                            sum(case_count) over (partition by part) as part_count
                        from entry
                    )
                    select round(rollup.bucket_ms(min(bucket))::numeric, 3)::float8
                    from ranked
                    cross join unnest(array\(percents.map(\.1))) as asked (percent)
                    where cases_up_to >= percent * part_count / 100.0
                    group by part, percent
                    """)
                let answer = try warehouse.answer("\(words) \(clause) \(range)", asOf: Self.asOf)
                #expect(answer.answeredFrom == ["rollup.histogram"])
                let found = answer.rows.flatMap(\.cells).compactMap(\.value)
                #expect(found.count > 3 || slice == "total")
                let numbers = wanted.compactMap { Double($0[0]) }.sorted()
                #expect(found.count == numbers.count, "\(clause)")
                for (left, right) in zip(found.sorted(), numbers) {
                    #expect(abs(left - right / 1000) < 1e-6, "\(clause)")
                }
            }
        }
    }

    /// A day is read off one row, a week off several that are put together; both are what the facts' own buckets give.
    @Test func aPercentileByDayOrWeekIsThatOfTheBucketsOfItsCases() throws {
        let data = ScratchFolder()
        let until = try #require(CivilDate("2026-05-01"))
        _ = try SampleSource(tickets: 1_500, days: 100, seed: 3, until: until).write(to: data.path)
        try ScratchWarehouse.lend { warehouse in
            _ = try warehouse.load(LoadRequest(paths: [data.path]))
            // Cells that a load changes, and one that it empties, are as good as those that were filled.
            let moved = try warehouse.rows(
                "select ticket_id, created_at from core.ticket order by ticket_id limit 200"
            ).map { "\($0[0]),\($0[1]),phone,\($0[0].hasSuffix("7") ? "spam" : "")\n" }
            try warehouse.load(
                files: [("tickets.csv", "ticket_id,created_at,channel,excluded\n" + moved.joined())])
            for (weekStart, shift) in [("monday", 0), ("sunday", 1)] {
                _ = try warehouse.change(.weekStart, to: weekStart)
                for (clause, member, condition) in Self.selections {
                    // Whole weeks, and such as the range cuts at both ends.
                    for (from, to) in [("2026-02-02", "2026-04-19"), ("2026-02-05", "2026-04-14")] {
                        let cases = """
                            select *, \(member) as member
                            from fact.first_response
                            cross join lateral (select first_response_at at time zone 'UTC') as local (at)
                            where direction = 'inbound' and \(condition)
                                and at >= '\(from)' and at < date '\(to)' + 1
                            """
                        let week = "date_trunc('week', at + interval '\(shift) days')"
                        for (grain, period) in [("daily", "date_trunc('day', at)"), ("weekly", week)] {
                            try Self.expectPercentiles(
                                "\(clause) \(grain) from \(from) to \(to)", of: cases, by: period,
                                in: &warehouse)
                        }
                    }
                }
            }
            #expect(try warehouse.verify().checks.filter { !$0.passed } == [])
        }
    }

    /// A clause, and as SQL over the facts its member and what it selects.
    private static let selections = [
        ("", "null::text", "true"), ("by channel", "channel", "true"),
        ("by agent", "concat(agent_id, '/', case when agent_id is not null then source end)", "true"),
        ("where team in (Returns, Payments)", "null::text", "team in ('Returns', 'Payments')"),
    ]

    /// What the sizes answer is what ranking the cases' sizes gives.
    private static func expectPercentiles(
        _ clauses: String, of cases: String, by period: String, in warehouse: inout Warehouse
    ) throws {
        let percents = [("p1", 1), ("median", 50), ("p90", 90), ("p99", 99)]
        let wanted = try warehouse.rows(
            """
            with sized as (
                select \(period) as period, member, rollup.bucket(first_response_ms) as size
                from (\(cases)) as first_response
            ),
            ranked as (
                select
                    sized.*,
                    row_number() over (partition by period, member order by size) as place,
                    count(*) over (partition by period, member) as case_count
                from sized
            )
            select round(rollup.bucket_ms(min(size))::numeric, 3)::float8
            from ranked
            cross join unnest(array\(percents.map(\.1))) as asked (percent)
            where 100 * place >= percent * case_count
            group by period, member, percent
            """)
        let question = "\(percents.map { "frt \($0.0)" }.joined(separator: ", ")) \(clauses)"
        let answer = try warehouse.answer(question, asOf: asOf)
        #expect(answer.answeredFrom == ["rollup.first_response_time_sizes"])
        let found = answer.rows.flatMap(\.cells).compactMap(\.value).sorted()
        let numbers = wanted.compactMap { Double($0[0]) }.sorted()
        #expect(found.count == numbers.count && found.count >= 40, "\(question)")
        for (left, right) in zip(found, numbers) {
            #expect(abs(left - right / 1000) < 1e-6, "\(question)")
        }
    }

    /// 28 % of 25 cases are 7 of them, though 0.28 × 25 is a little more in floating point.
    @Test func aPercentileTakesNoCaseTooMany() throws {
        try ScratchWarehouse.lend { warehouse in
            let tickets = (1...25).map { "\($0),2026-03-01T00:00:00Z,2026-03-01T00:\(two($0)):00Z\n" }
            try warehouse.load(files: [
                ("tickets.csv", "ticket_id,created_at,resolved_at\n" + tickets.joined())
            ])
            let answer = try warehouse.answer("art exact p28 in 2026-03", asOf: Self.asOf)
            #expect(answer.rows[0].cells[0].value == 420.0)
        }
    }

    @Test func bucketsReadBackWithinOnePercentAtEveryScale() throws {
        try ScratchWarehouse.lend { warehouse in
            let off = try warehouse.rows(
                """
                select value_ms, rollup.bucket_ms(rollup.bucket(value_ms))
                from (
                    select (power(1.37, step) + step)::bigint as value_ms from generate_series(0, 90) as step
                    union all
                    select -step from generate_series(1, 5000, 7) as step
                    union all
                    select step from generate_series(0, 5000) as step
                ) as sample
                where abs(rollup.bucket_ms(rollup.bucket(value_ms)) - value_ms) > 0.01 * abs(value_ms)
                """)
            #expect(off.isEmpty)
            let order = try warehouse.rows(
                """
                select count(*) from (
                    select rollup.bucket(step) < lag(rollup.bucket(step)) over (order by step) as falls
                    from generate_series(-3000::bigint, 3000) as step
                ) as pair
                where falls
                """)
            #expect(order == [["0"]])
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
