import Basics
import EmbeddedSQL
import PostgresClient
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// Sizes and histograms that are worked out anew.
@Suite struct SizeFillTests {
    private static func catalogue() throws -> RollupCatalogue {
        try RollupCatalogue(KPICatalogue(EmbeddedSQL.files), files: EmbeddedSQL.files)
    }

    /// Weeks and months go on from one part of the table of cases to the next.
    @Test func howManyPagesAreReadAtATimeDoesNotMatter() throws {
        try ScratchWarehouse.lend { warehouse in
            // More members than a first table of them holds, and tickets without one.
            let categories = (0..<150).map { $0 % 7 == 0 ? "" : "kind \($0) of naïve 🙂" }
            try warehouse.load([
                "tickets.csv": (0..<3_000).reduce(
                    into: "ticket_id,created_at,category,channel,team,resolved_at\n"
                ) { text, number in
                    let month = (number % 12 + 1).padded(to: 2)
                    let day = (number % 28 + 1).padded(to: 2)
                    let hour = (number % 23 + 1).padded(to: 2)
                    text += "\(number),2025-\(month)-\(day)T00:00:00Z,\(categories[number % 150]),"
                    text += "\(["chat", "", "email"][number % 3]),\(["", "A"][number % 2]),"
                    text += "2025-\(month)-\(day)T\(hour):\((number % 60).padded(to: 2)):00Z\n"
                }
            ])
            let filled = try warehouse.content(of: ["rollup"])
            #expect(filled.contains { $0.hasPrefix("rollup.resolution_time_sizes") })
            let catalogue = try Self.catalogue()
            for relation in catalogue.relations where !relation.histograms.isEmpty {
                let measures = relation.histograms.map { Quoting.literal($0.measure) }.joined(separator: ", ")
                try warehouse.connection.transaction { connection in
                    let settings = try RollupSettings.current(on: &connection)
                    try connection.executeScript(
                        """
                        delete from rollup.histogram where measure in (\(measures));
                        \(relation.histograms.map { "delete from \($0.sizeTable);" }.joined())
                        \(RollupSQL(relation, in: catalogue).caseTable(settings, touchedOnly: false))
                        """)
                    try SizeFill(relation: relation, pagesAtATime: 1).run(on: &connection)
                    try connection.execute("drop table staging.rollup_case")
                }
            }
            #expect(try warehouse.content(of: ["rollup"]) == filled)
            #expect(try warehouse.verify().passed)
        }
    }

    @Test func casesOutOfOrderAreNoticed() throws {
        let relation = try #require(Self.catalogue().relations.first { !$0.histograms.isEmpty })
        try ScratchWarehouse.lend { warehouse in
            let members = relation.memberColumns.map { "null::text as \($0)" }
            let buckets = relation.histograms.indices.map { "1::smallint as bucket_\($0)" }
            try warehouse.connection.execute(
                Statement(
                    trusted: """
                        create unlogged table staging.rollup_case as
                        select day, day as month, \((members + buckets).joined(separator: ", "))
                        from (values (date '2026-03-02'), (date '2026-03-01')) as made (day)
                        """))
            #expect(throws: SizedCases.OutOfOrder.self) {
                try warehouse.connection.transaction { connection in
                    try SizeFill(relation: relation).run(on: &connection)
                }
            }
            try warehouse.connection.execute("drop table staging.rollup_case")
        }
    }

    @Test func membersKeepTheirNumbers() {
        let texts = (0..<500).map { "member \($0)" } + ["", "naïve"]
        var members = MemberNumbers()
        func number(of text: String) -> UInt32 {
            Array(text.utf8).withUnsafeBytes { members.number(of: $0) }
        }
        let numbers = texts.map(number)
        #expect(Set(numbers).count == texts.count)
        #expect(texts.map(number) == numbers)
        #expect(numbers.map(members.text) == texts)
        #expect(members.text(of: MemberNumbers.none) == nil)
    }

    @Test func groupsKeepTheOrderOfTheirCases() {
        let grouped = GroupedCases([8, 3, 6, 1, 4], groupCount: 4) { $0 % 4 }
        #expect(grouped.cases == [8, 4, 1, 6, 3])
        #expect(Array(grouped.groups) == [0, 1, 2, 3])
        #expect(Array(GroupedCases([2, 10], groupCount: 4) { $0 % 4 }.groups) == [2])
    }
}
