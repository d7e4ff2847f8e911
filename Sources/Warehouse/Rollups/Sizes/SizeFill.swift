import PostgresClient

/// Fills a relation's histograms and sizes from `staging.rollup_case`.
///
/// SQL says which cases there are, and in which buckets of which cells. To put them into arrays, sorted, cell by cell,
/// is moving them, which takes a server's aggregates ten times as long as doing it here.
struct SizeFill {
    let relation: RollupRelation
    /// So many pages of the table of cases are read at a time: held here are the cases of a month, and the names of all
    /// cells.
    var pagesAtATime = 512

    private static let chunkBytes = 256 << 10

    /// Fills the tables, from which what they held is deleted already.
    func run(on connection: inout Connection) throws {
        guard !relation.histograms.isEmpty else { return }
        var cases = SizedCases(relation)
        let pages = try connection.execute(
            """
            select pg_relation_size('staging.rollup_case') / current_setting('block_size')::bigint
            """
        ).value(Int.self)
        // From its beginning, wherever another session reads it.
        try connection.execute("set local synchronize_seqscans = off")
        for first in stride(from: 0, to: pages, by: pagesAtATime) {
            let rows = Statement(trusted: select(pages: first..<first + pagesAtATime))
            try connection.copyOutBinary(rows) { try cases.append($0) }
            try write(&cases, on: &connection)
        }
        cases.complete()
        try write(&cases, on: &connection)
        try connection.execute("set local synchronize_seqscans to default")
    }

    /// The cases on some pages of their table.
    private func select(pages: Range<Int>) -> String {
        let buckets = relation.histograms.indices.map { "base.bucket_\($0)" }
        let columns = ["base.day", "base.month"] + relation.memberColumns.map { "base.\($0)" } + buckets
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from staging.rollup_case as base
            where base.ctid >= '(\(pages.lowerBound),0)'
                and base.ctid < '(\(pages.upperBound),0)'
                and num_nonnulls(\(buckets.joined(separator: ", "))) > 0
            """
    }

    /// Writes the weeks and months that are whole.
    private func write(_ cases: inout SizedCases, on connection: inout Connection) throws {
        let weeks = cases.takeWeeks()
        let months = cases.takeMonths()
        for number in relation.histograms.indices {
            try writeSizes(number, cases, weeks, on: &connection)
            try writeHistogram(number, cases, months, on: &connection)
        }
        cases.dropTaken()
    }

    // MARK: - Rows

    private func writeSizes(
        _ number: Int, _ cases: SizedCases, _ weeks: [Range<Int>], on connection: inout Connection
    ) throws {
        guard !weeks.isEmpty else { return }
        let kept = relation.sizeSlices
        let columns = ["slice", "week", "member", "agent_source", "sizes", "days", "up_to"]
        let target = CopyTarget(
            schema: "rollup", table: relation.histograms[number].sizeTableName, columns: columns)
        try connection.copyInBinary(target) { writer in
            var rows = BinaryRowBuffer()
            for week in weeks {
                let bySize = cases.bySize(week, number)
                let byDay = cases.byDay(bySize)
                for (index, slice) in cases.slices.enumerated() where kept.contains(slice) {
                    let sizes = cases.byCell(bySize, of: index)
                    let days = cases.byCell(byDay, of: index)
                    for cell in sizes.groups {
                        let members = cases.members(of: cell, in: index)
                        rows.beginRow(fieldCount: columns.count)
                        rows.append(text: slice.name)
                        rows.append(date: cases.week(of: week.lowerBound))
                        rows.append(text: members.first ?? nil)
                        rows.append(text: members.dropFirst().first ?? nil)
                        rows.append(smallints: cases.buckets(of: sizes[cell], number))
                        rows.append(smallints: cases.buckets(of: days[cell], number))
                        rows.append(integers: cases.countsByDay(days[cell]))
                        if rows.count > Self.chunkBytes { try rows.flush(to: &writer) }
                    }
                }
            }
            try rows.flush(to: &writer)
        }
    }

    private func writeHistogram(
        _ number: Int, _ cases: SizedCases, _ months: [Range<Int>], on connection: inout Connection
    ) throws {
        guard !months.isEmpty else { return }
        let columns = ["measure", "slice", "month", "members", "case_count", "buckets", "up_to"]
        let target = CopyTarget(schema: "rollup", table: "histogram", columns: columns)
        try connection.copyInBinary(target) { writer in
            var rows = BinaryRowBuffer()
            for month in months {
                let bySize = cases.bySize(month, number)
                for (index, slice) in cases.slices.enumerated() {
                    let sizes = cases.byCell(bySize, of: index)
                    for cell in sizes.groups {
                        let counted = CountedSizes(cases.buckets(of: sizes[cell], number))
                        rows.beginRow(fieldCount: columns.count)
                        rows.append(text: relation.histograms[number].measure)
                        rows.append(text: slice.name)
                        rows.append(date: cases.month(of: month.lowerBound))
                        rows.append(texts: cases.members(of: cell, in: index))
                        rows.append(bigint: Int64(sizes[cell].count))
                        rows.append(smallints: counted.buckets)
                        rows.append(integers: counted.upTo)
                        if rows.count > Self.chunkBytes { try rows.flush(to: &writer) }
                    }
                }
            }
            try rows.flush(to: &writer)
        }
    }
}

/// Sizes as a row of `rollup.histogram` has them: each once, and how many cases lie up to it.
private struct CountedSizes {
    private(set) var buckets: [Int16] = []
    private(set) var upTo: [Int32] = []

    /// - Parameter sizes: Ascending.
    init(_ sizes: [Int16]) {
        for (place, size) in sizes.enumerated() where place + 1 == sizes.count || sizes[place + 1] != size {
            buckets.append(size)
            upTo.append(Int32(place + 1))
        }
    }
}
