import KPIQuery
import PostgresClient

/// The cases of a KPI, or of a ratio's leg, as its own file lists them, against what a rollup holds of them.
///
/// Nothing is taken from how rollups are made: the file's select is read as it stands, each case is put into its local
/// day, and cases are counted and added up over each slice.
struct CaseComparison {
    /// What puts a case into days.
    enum Placement {
        /// The day in which this column's instant lies; without one it is in none.
        case instant(String)
        /// Every day that lies between `from_at` and `until_at`; worth the seconds in it.
        case time
    }

    /// One number of a cell: the rollup's column, and what a case adds to it, as SQL over `kpi_case`.
    struct Part: Hashable {
        let column: String
        let worth: String
    }

    /// A duration whose cases a histogram counts by size.
    struct Sizes: Hashable {
        let measure: String
        /// Milliseconds, as SQL over `kpi_case`.
        let value: String
    }

    /// The KPI's key.
    let subject: String
    let relation: RollupRelation
    /// What the KPI's cells can be sliced by.
    let dimensions: [String]
    let sql: String
    let placement: Placement
    /// The T of a rate, seconds; nil is the warehouse's.
    let window: Int?
    let parts: [Part]
    let sizes: [Sizes]

    /// The check of the rollup's days.
    func check(_ settings: RollupSettings) -> VerificationCheck {
        let columns = parts.enumerated().map { "coalesce(\($1.column), 0) as part_\($0)" }
        let comparison = CellComparison(
            period: "day", keys: memberColumns, segment: CellComparison.segment(of: slices),
            parts: parts.map { Quoting.literal($0.column) },
            expected: cells(settings),
            found: """
                select \((["slice", "day"] + memberColumns + columns).joined(separator: ", "))
                from \(relation.dayTable)
                where slice in (\(sliceNames))
                """)
        return VerificationCheck(
            name: "rollup", subject: subject,
            meaning: "Each day's cells of a rollup are the KPI's cases, counted and added up from the facts.",
            origins: ("rows", relation.dayTable),
            statement: comparison.statement)
    }

    /// The checks of the histograms: as many cases of each size as there are rows.
    ///
    /// Sizes have many times the cells of sums. So what is compared first is the sum over a cell's cases of a hash of
    /// their buckets; only where two sums differ are the buckets compared one by one, to name the one that does.
    func histogramChecks(_ settings: RollupSettings) -> [VerificationCheck] {
        sizes.map { sizes in
            let label = Quoting.literal(sizes.measure)
            let sums = CellComparison(
                period: "month", keys: memberColumns, segment: CellComparison.segment(of: slices),
                parts: [label, label],
                expected: monthly(
                    sizes, settings, keys: [], parts: ["count(*)", "sum(\(Self.hash("kpi_case.bucket")))"]),
                found: kept(
                    sizes, keys: [], groups: true,
                    parts: [
                        "sum(kept.case_count)", "sum(kept.case_count::numeric * \(Self.hash("kept.bucket")))",
                    ]))
            let buckets = CellComparison(
                period: "month", keys: memberColumns + ["bucket"],
                segment: CellComparison.segment(of: slices),
                parts: ["concat(\(Quoting.literal(sizes.measure + " bucket ")), cell.bucket)"],
                expected: monthly(sizes, settings, keys: ["bucket"], parts: ["count(*)"]),
                found: kept(sizes, keys: ["kept.bucket"], groups: false, parts: ["kept.case_count"]))
            return VerificationCheck(
                name: "histogram", subject: sizes.measure,
                meaning: "A histogram has as many cases of each size in each month as the facts have.",
                origins: ("rows", "rollup.histogram"), statement: sums.statement, detail: buckets.statement)
        }
    }

    private static func hash(_ bucket: String) -> String { "hashint8extended(\(bucket), 0)" }

    /// What the histogram holds of a measure: all entries, or their sums by cell.
    private func kept(_ sizes: Sizes, keys: [String], groups: Bool, parts: [String]) -> String {
        let members = memberColumns.map { "\(histogramMember($0)) as \($0)" }
        let numbers = parts.enumerated().map { "\($1) as part_\($0)" }
        let grouping = groups ? "group by histogram.slice, histogram.month, histogram.members" : ""
        return """
            select
                \((["histogram.slice", "histogram.month"] + members + keys + numbers).joined(separator: ",\n    "))
            from rollup.histogram
            cross join lateral rollup.entries(histogram.buckets, histogram.up_to) as kept
            where histogram.measure = \(Quoting.literal(sizes.measure))
                and histogram.slice in (\(sliceNames))
            \(grouping)
            """
    }

    // MARK: - Cells from the cases

    private func cells(_ settings: RollupSettings) -> String {
        let sums = parts.indices.map { "sum(kpi_case.part_\($0)) as part_\($0)" }
        return """
            \(prologue(settings)),
            dated as (
                select
                    \(([day(settings) + " as day"] + members(settings) + worths).joined(separator: ",\n        "))
                from (
            \(sql)
                ) as kpi_case\(days)
            )
            select
                \((["\(sliceName) as slice", "kpi_case.day"] + memberColumns.map { "kpi_case.\($0)" } + sums).joined(separator: ",\n    "))
            from dated as kpi_case
            where kpi_case.day is not null
            group by grouping sets (\(sets(with: ["day"])))
            """
    }

    /// The cases by month, members and further keys.
    private func monthly(_ sizes: Sizes, _ settings: RollupSettings, keys: [String], parts: [String])
        -> String
    {
        let columns = (["month"] + memberColumns + keys).map { "kpi_case.\($0)" }
        let numbers = parts.enumerated().map { "\($1) as part_\($0)" }
        return """
            \(prologue(settings)),
            dated as (
                select
                    date_trunc('month', \(day(settings))::timestamp)::date as month,
                    \((members(settings) + ["rollup.bucket(\(sizes.value)) as bucket"]).joined(separator: ",\n        "))
                from (
            \(sql)
                ) as kpi_case
                where \(sizes.value) is not null
            )
            select
                \((["\(sliceName) as slice"] + columns + numbers).joined(separator: ",\n    "))
            from dated as kpi_case
            where kpi_case.month is not null
            group by grouping sets (\(sets(with: ["month"] + keys)))
            """
    }

    private func prologue(_ settings: RollupSettings) -> String {
        let days: String
        switch placement {
        case .instant: days = ""
        case .time:
            let zone = Quoting.literal(settings.zone)
            days = """
                ,
                local_day as materialized (
                    select
                        generated.instant::date as day,
                        kpi.local_start(generated.instant, \(zone)) as starts_at,
                        kpi.local_start(generated.instant + interval '1 day', \(zone)) as ends_at
                    from (
                        select min(kpi_case.from_at) as from_at, max(kpi_case.until_at) as until_at
                        from (
                \(sql)
                        ) as kpi_case
                    ) as span
                    cross join lateral generate_series(
                        span.from_at::date - interval '1 day', span.until_at::date + interval '1 day', interval '1 day'
                    ) as generated (instant)
                )
                """
        }
        return """
            with parameter as materialized (
                select
                    'infinity'::timestamptz as as_of,
                    make_interval(secs => \(window ?? settings.resolutionWithin)) as resolution_window,
                    null::text as currency
            )\(days)
            """
    }

    /// The local day of a case.
    private func day(_ settings: RollupSettings) -> String {
        switch placement {
        case .instant(let column): "kpi.local_date(kpi_case.\(column), \(Quoting.literal(settings.zone)))"
        case .time: "local_day.day"
        }
    }

    /// The days of a stretch of time: those near it, wherever the zone is, that have a part of it.
    private var days: String {
        switch placement {
        case .instant: ""
        case .time:
            """

                cross join lateral generate_series(
                    kpi_case.from_at::date - interval '1 day', kpi_case.until_at::date + interval '1 day',
                    interval '1 day'
                ) as near (instant)
                inner join local_day
                    on near.instant::date = local_day.day
                        and kpi_case.from_at < local_day.ends_at
                        and kpi_case.until_at > local_day.starts_at
                        and kpi_case.until_at > kpi_case.from_at
                        and local_day.ends_at > local_day.starts_at
            """
        }
    }

    /// The seconds of a case in a day.
    static let seconds = """
        extract(
            epoch from least(kpi_case.until_at, local_day.ends_at) - greatest(kpi_case.from_at, local_day.starts_at)
        )
        """

    private var worths: [String] { parts.enumerated().map { "\($1.worth) as part_\($0)" } }

    // MARK: - Slices

    private var slices: [RollupSlice] {
        relation.slices.filter { Set($0.dimensions).isSubset(of: dimensions) }
    }

    private var sliceNames: String { slices.map { Quoting.literal($0.name) }.joined(separator: ", ") }

    private var memberColumns: [String] {
        relation.dimensions.filter(dimensions.contains).flatMap(RollupSlice.columns)
    }

    private func members(_ settings: RollupSettings) -> [String] {
        memberColumns.map { column in
            switch column {
            case "agent_source":
                "case when kpi_case.agent_id is not null then kpi_case.source end as agent_source"
            case "source": "\(CaseRelation.sourceMember) as source"
            case RollupSlice.attributeColumn:
                "\(settings.hasAttributeCells ? "kpi_case.\(column)" : "null")::text as \(column)"
            default: "kpi_case.\(column)"
            }
        }
    }

    /// Where a member's column stands in a histogram's row.
    private func histogramMember(_ column: String) -> String {
        let places = slices.compactMap { slice in
            slice.columns.firstIndex(of: column).map {
                "when \(Quoting.literal(slice.name)) then histogram.members[\($0 + 1)]"
            }
        }
        return "case histogram.slice \(places.joined(separator: " ")) end"
    }

    private func sets(with columns: [String]) -> String {
        slices.map { slice in
            "(" + (columns + slice.columns).map { "kpi_case.\($0)" }.joined(separator: ", ") + ")"
        }.joined(separator: ", ")
    }

    /// The slice's name: of a slice exactly its own columns are grouped by.
    private var sliceName: String {
        let named = slices.filter { !$0.columns.isEmpty }.map { slice in
            let isOfSlice = memberColumns.map {
                "grouping(kpi_case.\($0)) = \(slice.columns.contains($0) ? 0 : 1)"
            }
            return "when \(isOfSlice.joined(separator: " and ")) then \(Quoting.literal(slice.name))"
        }
        return named.isEmpty ? "'total'" : "case \(named.joined(separator: " ")) else 'total' end"
    }
}
