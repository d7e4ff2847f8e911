import PostgresClient

/// The durations' sizes day by day: of each cell the buckets of its cases, ascending, one a case.
///
/// A day's cell has so few cases that counting them by bucket would save nothing. A percentile of one is an element of
/// its array, and of several together an element of their arrays put together and sorted.
extension RollupSQL {
    /// Creates the table of each histogram, commented column by column.
    var sizeTables: String { relation.histograms.map(sizeTable).joined(separator: "\n") }

    private func sizeTable(_ histogram: RollupRelation.Histogram) -> String {
        let name = histogram.sizeTable
        let comments = [
            (
                name, "table",
                "How long the cases of \(histogram.measure) took, by local day and slice: percentiles by day and week."
            ),
            ("\(name).slice", "column", "The dimension that tells the cells apart; total has none."),
            ("\(name).day", "column", "Local day, in the reporting time zone."),
            ("\(name).members", "column", "The dimension's value; an agent is an id and a source."),
            ("\(name).sizes", "column", "The bucket (rollup.bucket) of each case, ascending."),
        ]
        return """
            create table \(name) (
                slice text collate "C" not null,
                day date not null,
                members text[] collate "C" not null,
                sizes smallint[] not null
            );
            create index \(name.split(separator: ".")[1])_day on \(name) (slice, day);
            \(comments.map { "comment on \($1) \($0) is \(Quoting.literal($2));" }.joined(separator: "\n"))
            """
    }

    /// The cases that a histogram counts, in the order of their sizes: narrow, to be grouped again and again.
    func sizedCases(_ number: Int) -> String {
        let columns = (["day", "month"] + relation.memberColumns).map { "base.\($0)" }
        return """
            create unlogged table staging.rollup_sized as
            select
                \((columns + ["base.bucket_\(number) as bucket"]).joined(separator: ",\n    "))
            from staging.rollup_case as base
            where base.bucket_\(number) is not null
            order by base.bucket_\(number);
            alter table staging.rollup_sized set (parallel_workers = 0);
            analyze staging.rollup_sized
            """
    }

    /// The sizes of one slice, from `staging.rollup_sized`, whose rows are in the order of their sizes.
    func sizes(of slice: RollupSlice) -> String {
        """
        select
            \(Quoting.literal(slice.name)) as slice,
            sized.day,
            \(array(slice.columns.map { "sized.\($0)" })) as members,
            array_agg(sized.bucket) as sizes
        from staging.rollup_sized as sized
        group by \((["day"] + slice.columns).map { "sized.\($0)" }.joined(separator: ", "))
        """
    }

    /// How many cases of each size the cells of all slices have: one row a day and bucket.
    var sizeEntries: String {
        relation.histograms.indices.flatMap { number in
            relation.sizeSlices.map { entries(number, of: $0, period: "day") }
        }.joined(separator: "\nunion all\n")
    }
}
