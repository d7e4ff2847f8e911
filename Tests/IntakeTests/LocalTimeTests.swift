import Testing

@testable import Intake

@Suite struct LocalTimeTests {
    private static func rules(_ initial: Int64, _ transitions: [(Int64, Int64)]) -> LocalTimeRules {
        LocalTimeRules(
            initialOffset: initial, transitions: transitions.map { .init(instant: $0.0, offset: $0.1) })
    }

    /// Europe/Berlin in 2026, Europe/Moscow in 2014, Pacific/Apia in 2011, Africa/Casablanca in 2026.
    private static let zones: [String: LocalTimeRules] = [
        "Berlin": rules(3600, [(1_774_746_000, 7200), (1_792_890_000, 3600)]),
        "Moscow": rules(14_400, [(1_414_274_400, 10_800)]),
        "Apia": rules(-36_000, [(1_325_239_200, 50_400)]),
        "Casablanca": rules(3600, [(1_771_120_800, 0), (1_774_144_800, 3600)]),
    ]

    /// What PostgreSQL 15 answers to `select timestamp '…' at time zone '…'`.
    @Test(
        arguments: [
            ("Berlin", "2026-03-29 01:59:59", "2026-03-29 00:59:59", 0, 0),
            ("Berlin", "2026-03-29 02:00:00", "2026-03-29 01:00:00", 1, 0),
            ("Berlin", "2026-03-29 02:30:00", "2026-03-29 01:30:00", 1, 0),
            ("Berlin", "2026-03-29 02:59:59", "2026-03-29 01:59:59", 1, 0),
            ("Berlin", "2026-03-29 03:00:00", "2026-03-29 01:00:00", 0, 0),
            ("Berlin", "2026-10-25 01:59:59", "2026-10-24 23:59:59", 0, 0),
            ("Berlin", "2026-10-25 02:00:00", "2026-10-25 01:00:00", 0, 1),
            ("Berlin", "2026-10-25 02:30:00", "2026-10-25 01:30:00", 0, 1),
            ("Berlin", "2026-10-25 02:59:59", "2026-10-25 01:59:59", 0, 1),
            ("Berlin", "2026-10-25 03:00:00", "2026-10-25 02:00:00", 0, 0),
            ("Berlin", "2026-03-28 02:30:00", "2026-03-28 01:30:00", 0, 0),
            ("Berlin", "2026-03-30 02:30:00", "2026-03-30 00:30:00", 0, 0),
            ("Moscow", "2014-10-26 00:59:59", "2014-10-25 20:59:59", 0, 0),
            ("Moscow", "2014-10-26 01:00:00", "2014-10-25 22:00:00", 0, 1),
            ("Moscow", "2014-10-26 01:30:00", "2014-10-25 22:30:00", 0, 1),
            ("Moscow", "2014-10-26 02:00:00", "2014-10-25 23:00:00", 0, 0),
            ("Apia", "2011-12-29 23:59:59", "2011-12-30 09:59:59", 0, 0),
            ("Apia", "2011-12-30 00:00:00", "2011-12-30 10:00:00", 1, 0),
            ("Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00", 1, 0),
            ("Apia", "2011-12-30 23:59:59", "2011-12-31 09:59:59", 1, 0),
            ("Apia", "2011-12-31 00:00:00", "2011-12-30 10:00:00", 0, 0),
            ("Casablanca", "2026-02-15 02:00:00", "2026-02-15 02:00:00", 0, 1),
            ("Casablanca", "2026-02-15 02:59:59", "2026-02-15 02:59:59", 0, 1),
            ("Casablanca", "2026-02-15 03:00:00", "2026-02-15 03:00:00", 0, 0),
            ("Casablanca", "2026-03-22 01:59:59", "2026-03-22 01:59:59", 0, 0),
            ("Casablanca", "2026-03-22 02:30:00", "2026-03-22 02:30:00", 1, 0),
            ("Casablanca", "2026-03-22 03:00:00", "2026-03-22 02:00:00", 0, 0),
        ] as [(String, String, String, Int, Int)])
    func readsLocalTimesAsPostgreSQLDoes(
        _ zone: String, _ local: String, _ expected: String, _ skipped: Int, _ doubled: Int
    ) throws {
        var options = ReadOptions()
        options.localTime = try #require(Self.zones[zone])
        var reader = EntityReader(entity: Contract.customers, options: options)
        var reading = Reading()
        // Twice and between others, so that what is remembered of a zone is put to use.
        let locals = ["2026-06-30 12:00", local, "2026-01-01 12:00", local, "1970-01-01 00:00", local]
        let rejected = "1,\(local),2026\n"
        let text = "customer_id,joined_at,churned_at\n" + locals.map { "1,\($0),\n" }.joined() + rejected
        try reader.read(MemorySource(Array(text.utf8)), named: "x", fileNumber: 1) {
            reading.add($0, Contract.customers)
        }
        #expect([1, 3, 5].map { reading.rows[$0]["joined_at"] } == [expected, expected, expected])
        #expect(
            reader.localInstants == LocalInstantCounts(local: 6, skipped: 3 * skipped, doubled: 3 * doubled))
    }
}
