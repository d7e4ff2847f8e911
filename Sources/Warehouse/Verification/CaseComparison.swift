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
                \((["\(sliceName(of: slices)) as slice", "kpi_case.day"] + memberColumns.map { "kpi_case.\($0)" } + sums).joined(separator: ",\n    "))
            from dated as kpi_case
            where kpi_case.day is not null
            group by grouping sets (\(sets(of: slices, with: ["day"])))
            """
    }

    func prologue(_ settings: RollupSettings) -> String {
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
                    make_interval(secs => \(window.map(Double.init) ?? settings.resolutionWithin)) as resolution_window,
                    null::text as currency
            )\(days)
            """
    }

    /// The local day of a case.
    func day(_ settings: RollupSettings) -> String {
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

    var slices: [RollupSlice] {
        relation.slices.filter { Set($0.dimensions).isSubset(of: dimensions) }
    }

    private var sliceNames: String { Self.names(of: slices) }

    static func names(of slices: [RollupSlice]) -> String {
        slices.map { Quoting.literal($0.name) }.joined(separator: ", ")
    }

    var memberColumns: [String] {
        relation.dimensions.filter(dimensions.contains).flatMap(RollupSlice.columns)
    }

    /// Those of the columns that some of these slices tell cells apart by.
    func memberColumns(of slices: [RollupSlice]) -> [String] {
        memberColumns.filter { column in slices.contains { $0.columns.contains(column) } }
    }

    func members(_ settings: RollupSettings) -> [String] {
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

    func sets(of slices: [RollupSlice], with columns: [String]) -> String {
        slices.map { slice in
            "(" + (columns + slice.columns).map { "kpi_case.\($0)" }.joined(separator: ", ") + ")"
        }.joined(separator: ", ")
    }

    /// The slice's name: of a slice exactly its own columns are grouped by.
    func sliceName(of slices: [RollupSlice]) -> String {
        let columns = memberColumns(of: slices)
        let named = slices.filter { !$0.columns.isEmpty }.map { slice in
            let isOfSlice = columns.map {
                "grouping(kpi_case.\($0)) = \(slice.columns.contains($0) ? 0 : 1)"
            }
            return "when \(isOfSlice.joined(separator: " and ")) then \(Quoting.literal(slice.name))"
        }
        return named.isEmpty ? "'total'" : "case \(named.joined(separator: " ")) else 'total' end"
    }
}
