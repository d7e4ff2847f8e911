import PostgresClient

/// Cells of a large fact, slice by slice: plain groupings, which are shared out among processes.
extension RollupSQL {
    /// The cells of one slice, from the table of cases.
    ///
    /// A plain grouping is shared out among processes, other than one by several sets.
    func cells(of slice: RollupSlice) -> String {
        let key = (["base.day"] + slice.columns.map { "base.\($0)" }).joined(separator: ", ")
        let sums = ["count(*) as case_count"] + relation.columns.map { "\(aggregate($0.part)) as \($0.name)" }
        return """
            create unlogged table staging.rollup_slice as
            select
                \(([key] + sums).joined(separator: ",\n    "))
            from staging.rollup_case as base
            group by \(key);
            insert into \(relation.dayTable) (\(insertedColumns(slice)))
            select \(Quoting.literal(slice.name)), cell.*
            from staging.rollup_slice as cell
            order by \((2...(slice.columns.count + 2)).map(String.init).joined(separator: ", "));
            drop table staging.rollup_slice
            """
    }

    /// The cells of a slice, from those of a finer one.
    func cells(of slice: RollupSlice, from finer: RollupSlice) -> String {
        let key = (["cell.day"] + slice.columns.map { "cell.\($0)" }).joined(separator: ", ")
        let sums =
            ["sum(cell.case_count)::bigint"] + relation.columns.map { sum(of: "cell.\($0.name)", $0.part) }
        return """
            insert into \(relation.dayTable) (\(insertedColumns(slice)))
            select
                \(([Quoting.literal(slice.name), key] + sums).joined(separator: ",\n    "))
            from \(relation.dayTable) as cell
            where cell.slice = \(Quoting.literal(finer.name))
            group by \(key)
            order by \(key)
            """
    }

    private func insertedColumns(_ slice: RollupSlice) -> String {
        (["slice", "day"] + slice.columns + ["case_count"] + relation.columns.map(\.name)).joined(
            separator: ", ")
    }

    /// A column of cells added up; nothing is empty, not 0.
    func sum(of column: String, _ part: RollupRelation.Part) -> String {
        part.isWhole ? "nullif(sum(\(column)), 0)::bigint" : "trim_scale(nullif(sum(\(column)), 0))"
    }

    /// The histograms of one slice, from the table of cases.
    func histogram(_ number: Int, of slice: RollupSlice) -> String {
        let key = (["base.month"] + slice.columns.map { "base.\($0)" }).joined(separator: ", ")
        let members =
            slice.columns.isEmpty
            ? "'{}'::text[]" : "array[\(slice.columns.map { "entry.\($0)" }.joined(separator: ", "))]"
        return """
            create unlogged table staging.rollup_slice as
            select \(key), base.bucket_\(number) as bucket, count(*) as case_count
            from staging.rollup_case as base
            where base.bucket_\(number) is not null
            group by \(key), base.bucket_\(number);
            \(RollupSQL.packed(
                """
                select
                    \(Quoting.literal(relation.histograms[number].measure)) as measure,
                    \(Quoting.literal(slice.name)) as slice,
                    entry.month,
                    \(members) as members,
                    entry.bucket,
                    entry.case_count
                from staging.rollup_slice as entry
                """));
            drop table staging.rollup_slice
            """
    }

    /// The histograms of a slice, from those of a finer one.
    func histogram(_ number: Int, of slice: RollupSlice, from finer: RollupSlice) -> String {
        let places = slice.columns.map { column in
            "histogram.members[\((finer.columns.firstIndex(of: column) ?? 0) + 1)]"
        }
        let members = places.isEmpty ? "'{}'::text[]" : "array[\(places.joined(separator: ", "))]"
        return RollupSQL.packed(
            """
            select
                histogram.measure,
                \(Quoting.literal(slice.name)) as slice,
                histogram.month,
                \(members) as members,
                kept.bucket,
                sum(kept.case_count)::bigint as case_count
            from rollup.histogram
            cross join lateral unnest(histogram.buckets, histogram.counts) as kept (bucket, case_count)
            where histogram.measure = \(Quoting.literal(relation.histograms[number].measure))
                and histogram.slice = \(Quoting.literal(finer.name))
            group by 1, 2, 3, 4, 5
            """)
    }

    /// Puts entries, one a bucket, into `rollup.histogram`, one row a cell.
    static func packed(_ entries: String) -> String {
        """
        insert into rollup.histogram (measure, slice, month, members, case_count, buckets, counts)
        select
            entry.measure,
            entry.slice,
            entry.month,
            entry.members,
            sum(entry.case_count)::bigint as case_count,
            array_agg(entry.bucket order by entry.bucket) as buckets,
            array_agg(entry.case_count order by entry.bucket) as counts
        from (
        \(entries)
        ) as entry
        group by entry.measure, entry.slice, entry.month, entry.members
        order by entry.measure, entry.slice, entry.month, entry.members
        """
    }
}
