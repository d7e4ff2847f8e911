import PostgresClient

/// The checks of a duration's sizes: each cell has as many cases of each as there are rows.
///
/// Sizes have many times the cells of sums. So what is compared first is the sum over a cell's cases of a hash of their
/// buckets; only where two sums differ are the buckets compared one by one, to name the one that does.
extension CaseComparison {
    /// A relation that holds sizes, taken apart into one row a bucket of a cell.
    private struct SizeRelation {
        let name: String
        /// What the check of it is called.
        let check: String
        /// `month`, `week` or `day`.
        let period: String
        let slices: [RollupSlice]
        /// `from` and what follows, with `cell` and its entries `kept`.
        let entries: String
        /// The member of a cell in a column of a slice, as SQL over `cell`.
        let member: (_ column: String, _ slice: RollupSlice) -> String
        /// How many cases an entry stands for, as SQL.
        let caseCount: String
        /// Whether an entry is where it should not be, as SQL.
        let isMisplaced: String
    }

    func sizeChecks(_ settings: RollupSettings) -> [VerificationCheck] {
        sizes.flatMap { sizes in
            [histogram(of: sizes), weeks(of: sizes), days(of: sizes)].map { check($0, of: sizes, settings) }
        }
    }

    private func histogram(of sizes: Sizes) -> SizeRelation {
        SizeRelation(
            name: HistogramStatement.relation, check: "histogram", period: "month", slices: slices,
            entries: """
                from rollup.histogram as cell
                cross join lateral unnest(
                    cell.buckets, null::smallint || cell.buckets, cell.up_to, 0 || cell.up_to
                ) as kept (bucket, previous, up_to, below)
                where kept.bucket is not null
                    and cell.measure = \(Quoting.literal(sizes.measure))
                """,
            member: { column, slice in "cell.members[\(slice.number(of: column))]" },
            caseCount: "(kept.up_to - kept.below)",
            isMisplaced: "kept.bucket <= kept.previous or kept.up_to <= kept.below")
    }

    private func weeks(of sizes: Sizes) -> SizeRelation {
        let table = RollupRelation.sizeTable(of: sizes.measure)
        return arrays(table, check: "sizes", period: "week", cells: table)
    }

    private func days(of sizes: Sizes) -> SizeRelation {
        let table = RollupRelation.sizeTable(of: sizes.measure)
        return arrays(
            table, check: "days", period: "day",
            cells: """
                (
                    select
                        kept.slice,
                        kept.week + part.weekday::integer - 1 as day,
                        kept.member,
                        kept.agent_source,
                        kept.days[part.below + 1:part.up_to] as sizes
                    from \(table) as kept
                    cross join lateral unnest(kept.up_to, 0 || kept.up_to[1:6])
                        with ordinality as part (up_to, below, weekday)
                )
                """)
    }

    private func arrays(_ table: String, check: String, period: String, cells: String) -> SizeRelation {
        SizeRelation(
            name: table, check: check, period: period,
            slices: slices.filter { relation.sizeSlices.contains($0) },
            entries: """
                from \(cells) as cell
                cross join lateral unnest(cell.sizes, null::smallint || cell.sizes) as kept (bucket, previous)
                where kept.bucket is not null
                """,
            member: { column, _ in column == "agent_source" ? "cell.agent_source" : "cell.member" },
            caseCount: "1", isMisplaced: "kept.bucket < kept.previous")
    }

    private func check(_ kept: SizeRelation, of sizes: Sizes, _ settings: RollupSettings) -> VerificationCheck
    {
        let measure = Quoting.literal(sizes.measure)
        let segment = CellComparison.segment(of: kept.slices)
        let columns = memberColumns(of: kept.slices)
        let sums = CellComparison(
            period: kept.period, keys: columns, segment: segment,
            parts: [measure, measure, Quoting.literal("\(sizes.measure) out of order")],
            expected: counted(
                sizes, by: kept, settings, keys: [],
                parts: ["count(*)", "sum(\(Self.hash("kpi_case.bucket")))", "0"]),
            found: found(
                kept, keys: [], groups: true,
                parts: [
                    "sum(\(kept.caseCount))",
                    "sum(\(kept.caseCount)::numeric * \(Self.hash("kept.bucket")))",
                    "count(*) filter (where \(kept.isMisplaced))",
                ]))
        let buckets = CellComparison(
            period: kept.period, keys: columns + ["bucket"], segment: segment,
            parts: ["concat(\(Quoting.literal(sizes.measure + " bucket ")), cell.bucket)"],
            expected: counted(sizes, by: kept, settings, keys: ["bucket"], parts: ["count(*)"]),
            found: found(kept, keys: ["kept.bucket"], groups: false, parts: [kept.caseCount]))
        return VerificationCheck(
            name: kept.check, subject: sizes.measure,
            meaning: "A \(kept.period)'s cells have as many cases of each size as the facts have.",
            origins: ("rows", kept.name), statement: sums.statement, detail: buckets.statement)
    }

    private static func hash(_ bucket: String) -> String { "hashint8extended(\(bucket), 0)" }

    /// What a relation holds: all entries, or their sums by cell.
    private func found(_ kept: SizeRelation, keys: [String], groups: Bool, parts: [String]) -> String {
        let members = memberColumns(of: kept.slices).map { "\(member($0, of: kept)) as \($0)" }
        let numbers = parts.enumerated().map { "\($1) as part_\($0)" }
        return """
            select
                \((["cell.slice", "cell.\(kept.period)"] + members + keys + numbers).joined(separator: ",\n    "))
            \(kept.entries)
                and cell.slice in (\(Self.names(of: kept.slices)))
            \(groups ? "group by \((1...(members.count + 2)).map(String.init).joined(separator: ", "))" : "")
            """
    }

    /// The cases by period, members and further keys.
    private func counted(
        _ sizes: Sizes, by kept: SizeRelation, _ settings: RollupSettings, keys: [String], parts: [String]
    ) -> String {
        let columns = ([kept.period] + memberColumns(of: kept.slices) + keys).map { "kpi_case.\($0)" }
        let numbers = parts.enumerated().map { "\($1) as part_\($0)" }
        let period =
            kept.period == "day"
            ? day(settings) : "date_trunc('\(kept.period)', \(day(settings))::timestamp)::date"
        let dated =
            ["\(period) as \(kept.period)"] + members(settings) + ["rollup.bucket(\(sizes.value)) as bucket"]
        return """
            \(prologue(settings)),
            dated as (
                select
                    \(dated.joined(separator: ",\n        "))
                from (
            \(sql)
                ) as kpi_case
                where \(sizes.value) is not null
            )
            select
                \((["\(sliceName(of: kept.slices)) as slice"] + columns + numbers).joined(separator: ",\n    "))
            from dated as kpi_case
            where kpi_case.\(kept.period) is not null
            group by grouping sets (\(sets(of: kept.slices, with: [kept.period] + keys)))
            """
    }

    /// The member in a column, empty where a slice does not tell it apart.
    private func member(_ column: String, of kept: SizeRelation) -> String {
        let cases = kept.slices.filter { $0.columns.contains(column) }.map { slice in
            "when \(Quoting.literal(slice.name)) then \(kept.member(column, slice))"
        }
        return "case cell.slice \(cases.joined(separator: " ")) end"
    }
}
