import PostgresClient

/// The durations' sizes week by week: of each cell the buckets of its cases, ascending, one a case; of the whole week,
/// and once more day by day.
///
/// A week's cell has so few cases that counting them by bucket would save nothing. A percentile of a week or a day is an
/// element of its array, and of several together an element of their arrays put together and sorted.
extension RollupSQL {
    /// Creates the table of each histogram, commented column by column.
    var sizeTables: String { relation.histograms.map(sizeTable).joined(separator: "\n") }

    private func sizeTable(_ histogram: RollupRelation.Histogram) -> String {
        let name = histogram.sizeTable
        let comments = [
            (
                name, "table",
                "How long the cases of \(histogram.measure) took, by week and slice: percentiles by day and week."
            ),
            ("\(name).slice", "column", "The dimension that tells the cells apart; total has none."),
            ("\(name).week", "column", "The week's Monday, in the reporting time zone."),
            ("\(name).member", "column", "The dimension's value, empty = the segment without one."),
            ("\(name).agent_source", "column", "Of an agent: the source that the id belongs to."),
            ("\(name).sizes", "column", "The bucket (rollup.bucket) of each case, ascending."),
            ("\(name).days", "column", "The same day by day, Monday's first, ascending in each."),
            ("\(name).up_to", "column", "How many of them lie up to the end of each of the seven days."),
        ]
        return """
            create table \(name) (
                slice text collate "C" not null,
                week date not null,
                member text collate "C",
                agent_source text collate "C",
                sizes smallint[] not null,
                days smallint[] not null,
                up_to integer[] not null
            );
            create index \(name.split(separator: ".")[1])_week on \(name) (slice, week);
            \(comments.map { "comment on \($1) \($0) is \(Quoting.literal($2));" }.joined(separator: "\n"))
            """
    }

    /// How many cases of each size the cells of all slices have, from the table of cases: one row a day and bucket.
    var sizeEntries: String {
        relation.histograms.indices.flatMap { number in
            relation.sizeSlices.map { sizeEntries(number, of: $0) }
        }.joined(separator: "\nunion all\n")
    }

    private func sizeEntries(_ number: Int, of slice: RollupSlice) -> String {
        """
        select
            \(Quoting.literal(relation.histograms[number].measure)) as measure,
            \(Quoting.literal(slice.name)) as slice,
            base.day,
            \(sizeMembers(of: slice, in: "base")),
            base.bucket_\(number) as bucket,
            count(*) as case_count
        from staging.rollup_case as base
        where base.bucket_\(number) is not null
        group by \((["day"] + slice.columns + ["bucket_\(number)"]).map { "base.\($0)" }.joined(separator: ", "))
        """
    }

    /// A slice of one dimension has one column of members, and of agents another one.
    private func sizeMembers(of slice: RollupSlice, in table: String) -> String {
        let columns = slice.columns.map { "\(table).\($0)" } + ["null::text", "null::text"]
        return "\(columns[0]) as member,\n    \(columns[1]) as agent_source"
    }
}
