import PostgresClient

/// Cells and histograms of the cases in `staging.rollup_case`, one select a slice.
///
/// The selects of many slices are put together by `union all`: PostgreSQL shares them out among its processes whole,
/// while it would hand the parts of one grouping from process to process, each sum as text. It does so where they fill
/// a new table, and where none of them has a window function.
extension RollupSQL {
    // MARK: - Cells

    /// The cells of one slice; columns as in `cellColumns`.
    func cells(of slice: RollupSlice) -> String {
        let sums = ["count(*) as case_count"] + relation.columns.map { "\(aggregate($0.part)) as \($0.name)" }
        return """
            select
                \((keys(of: slice, period: "day", in: "base") + sums).joined(separator: ",\n    "))
            from staging.rollup_case as base
            group by \((["base.day"] + slice.columns.map { "base.\($0)" }).joined(separator: ", "))
            """
    }

    /// The cells of a slice, from those of a finer one in `staging.rollup_cell`.
    func cells(of slice: RollupSlice, from finer: RollupSlice) -> String {
        let sums =
            ["sum(cell.case_count)::bigint as case_count"]
            + relation.columns.map { "\(sum(of: "cell.\($0.name)", $0.part)) as \($0.name)" }
        return """
            select
                \((keys(of: slice, period: "day", in: "cell") + sums).joined(separator: ",\n    "))
            from staging.rollup_cell as cell
            where cell.slice = \(Quoting.literal(finer.name))
            group by \((["cell.day"] + slice.columns.map { "cell.\($0)" }).joined(separator: ", "))
            """
    }

    /// Slice, period and members; those that the slice does not tell apart are empty.
    private func keys(of slice: RollupSlice, period: String, in table: String) -> [String] {
        ["\(Quoting.literal(slice.name)) as slice", "\(table).\(period)"]
            + relation.memberColumns.map {
                slice.columns.contains($0) ? "\(table).\($0)" : "null::text as \($0)"
            }
    }

    /// A column of cells added up; nothing is empty, not 0.
    func sum(of column: String, _ part: RollupRelation.Part) -> String {
        part.isWhole ? "nullif(sum(\(column)), 0)::bigint" : "trim_scale(nullif(sum(\(column)), 0))"
    }

    // MARK: - Histograms

    /// How many cases of a slice there are in each month and bucket: one row a bucket.
    func entries(_ number: Int, of slice: RollupSlice) -> String {
        let bucket = "base.bucket_\(number)"
        return """
            select
                \(Quoting.literal(relation.histograms[number].measure)) as measure,
                \(Quoting.literal(slice.name)) as slice,
                base.month,
                \(array(slice.columns.map { "base.\($0)" })) as members,
                \(bucket) as bucket,
                count(*) as case_count
            from staging.rollup_case as base
            where \(bucket) is not null
            group by \((["base.month"] + slice.columns.map { "base.\($0)" } + [bucket]).joined(separator: ", "))
            """
    }

    private func array(_ members: [String]) -> String {
        members.isEmpty ? "'{}'::text[]" : "array[\(members.joined(separator: ", "))]"
    }
}
