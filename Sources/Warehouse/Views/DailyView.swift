import PostgresClient

/// `kpi.daily`: every KPI that a rollup has, in long form; one row a local day, KPI and member of a dimension.
///
/// Made from the KPIs' files, like the rollups it reads. The total has no dimension.
struct DailyView {
    /// In the schema `kpi`.
    static let name: Substring = "daily"

    let catalogue: KPICatalogue
    let rollups: RollupCatalogue

    /// Creates the view and comments it, column by column.
    var script: String {
        let branches = catalogue.definitions.compactMap(select)
        let columns = Self.columns.map(\.name).joined(separator: ", ")
        let empty =
            "select null::date, null::text, null::text, null::text, null::text, null::numeric, null::numeric, "
            + "null::bigint, null::double precision where false"
        var lines = [
            """
            create view kpi.daily (\(columns)) as
            with parameter as materialized (
                select
                    meta.setting_value('timezone') as zone,
                    now() - meta.setting_interval('resolution_within') as mature_at
            )
            \((branches.isEmpty ? [empty] : branches).joined(separator: "\nunion all\n"));
            comment on view kpi.daily is \(Quoting.literal(Self.meaning));
            """
        ]
        for column in Self.columns {
            lines.append("comment on column kpi.daily.\(column.name) is \(Quoting.literal(column.comment));")
        }
        return lines.joined(separator: "\n")
    }

    private static let meaning = """
        Every KPI by local day in long form, in total and by each dimension; quick, since it reads rollups. \
        Of a kind of KPI that no rollup keeps (money, ages, churn) see its own view.
        """

    private static let columns: [(name: String, comment: String)] = [
        ("day", "Local day in the reporting time zone."),
        ("kpi", "Key of the KPI."),
        ("dimension", "The dimension that the row is a member of; empty: the total."),
        ("member", "The dimension's value; empty: cases without one, or the total."),
        ("member_source", "Of an agent: the source that the id belongs to."),
        (
            "numerator",
            "What is divided: hits, the sum of values or of seconds, a ratio's upper leg; of a count the count."
        ),
        ("denominator", "What it is divided by; empty: a count has none."),
        ("n", "Number of cases."),
        (
            "value",
            "The KPI in its unit, of a duration the mean; over several rows: factor x sum of numerators / sum of "
                + "denominators. Snapshots are those at the end of each day that is over: never add them up over time."
        ),
    ]

    // MARK: - One KPI

    private func select(_ definition: KPIDefinition) -> String? {
        guard let places = rollups.places(of: definition, isBusiness: false, window: nil) else { return nil }
        switch definition.kind {
        case .ratio: return ratio(definition, places)
        case .snapshot: return snapshot(definition, places)
        case .count, .duration, .proportion, .score: return single(definition, places[0])
        case .amount: return nil
        }
    }

    private func single(_ definition: KPIDefinition, _ place: RollupPlace) -> String {
        let cases = "cell.\(place.cases)"
        let formula = definition.formula(
            count: cases,
            hits: place.hits.map { "coalesce(cell.\($0), 0)" } ?? "0",
            sum: place.sum.map { "coalesce(cell.\($0), 0)" } ?? "0")
        func shown(_ expression: String, as type: String) -> String {
            definition.shown(expression, of: formula, as: type)
        }
        let mature =
            definition.windows.isEmpty
            ? ""
            : "\n    and cell.day < (select kpi.local_date(parameter.mature_at, parameter.zone) from parameter)"
        return """
            select
                cell.day,
                \(Quoting.literal(definition.key)),
                \(members(definition, place).joined(separator: ",\n    ")),
                trim_scale(\(shown(formula.numerator, as: "numeric"))),
                \(shown(formula.denominator, as: "numeric")),
                \(cases),
                \(shown(formula.value, as: "double precision"))
            from \(table(place)) as cell
            where \(slices(definition, place))
                and \(cases) is not null\(mature)
            """
    }

    private func ratio(_ definition: KPIDefinition, _ places: [RollupPlace]) -> String {
        let countsNumerator = definition.countsUpperLeg
        func leg(_ place: RollupPlace, isNumerator: Bool) -> String {
            let value = "cell.\(place.sum ?? place.cases)::numeric"
            let counted = isNumerator == countsNumerator ? "cell.\(place.cases)" : "0"
            let sums = isNumerator ? [value, "null"] : ["null", value]
            return """
                select cell.day, \(members(definition, place).joined(separator: ", ")), \(sums[0]), \(sums[1]), \(counted)
                from \(table(place)) as cell
                where \(slices(definition, place)) and cell.\(place.cases) is not null
                """
        }
        let formula = definition.formula()
        return """
            select
                kpi_case.day,
                \(Quoting.literal(definition.key)),
                kpi_case.dimension,
                kpi_case.member,
                kpi_case.member_source,
                trim_scale(\(formula.numerator)),
                trim_scale(\(formula.denominator)),
                sum(kpi_case.case_count)::bigint,
                (\(formula.value))::double precision
            from (
                \(leg(places[0], isNumerator: true))
                union all
                \(leg(places[1], isNumerator: false))
            ) as kpi_case (day, dimension, member, member_source, numerator, denominator, case_count)
            group by kpi_case.day, kpi_case.dimension, kpi_case.member, kpi_case.member_source
            """
    }

    /// What came minus what went, on every day that is over, from the first change of a member on, and
    /// `kpi.first_day`.
    private func snapshot(_ definition: KPIDefinition, _ places: [RollupPlace]) -> String {
        func changes(_ place: RollupPlace, _ sign: String) -> String {
            """
            select cell.day, \(members(definition, place).joined(separator: ", ")), \(sign)cell.\(place.cases)
            from \(table(place)) as cell
            where \(slices(definition, place)) and cell.\(place.cases) is not null
            """
        }
        return """
            select
                standing.day,
                \(Quoting.literal(definition.key)),
                standing.dimension,
                standing.member,
                standing.member_source,
                standing.level::numeric,
                null,
                standing.level,
                standing.level::double precision
            from (
                with change (day, dimension, member, member_source, delta) as (
                    \(changes(places[0], ""))
                    union all
                    \(changes(places[1], "-"))
                ),
                span as (
                    select dimension, member, member_source, min(day) as first_day
                    from change
                    group by dimension, member, member_source
                ),
                filled as (
                    select day, dimension, member, member_source, delta
                    from change
                    union all
                    select generated.day::date, dimension, member, member_source, 0
                    from span
                    cross join lateral generate_series(
                        greatest(span.first_day, kpi.first_day())::timestamp,
                        (select kpi.local_date(now(), parameter.zone) - 1 from parameter)::timestamp,
                        interval '1 day'
                    ) as generated (day)
                )
                select
                    day,
                    dimension,
                    member,
                    member_source,
                    (sum(sum(delta)) over (partition by dimension, member, member_source order by day))::bigint as level
                from filled
                group by day, dimension, member, member_source
            ) as standing
            where standing.day < (select kpi.local_date(now(), parameter.zone) from parameter)
                and standing.day >= kpi.first_day()
                and standing.level > 0
            """
    }

    // MARK: - Pieces

    private func table(_ place: RollupPlace) -> String { "rollup.\(place.relation)_day" }

    private func single(_ definition: KPIDefinition, _ relation: String) -> [String] {
        let kept = rollups[relation: relation]?.dimensions ?? []
        return definition.dimensions.filter(kept.contains)
    }

    private func slices(_ definition: KPIDefinition, _ place: RollupPlace) -> String {
        let names = ["total"] + single(definition, place.relation)
        return "cell.slice in (\(names.map(Quoting.literal).joined(separator: ", ")))"
    }

    /// The dimension, its member, and an agent's source.
    private func members(_ definition: KPIDefinition, _ place: RollupPlace) -> [String] {
        let dimensions = single(definition, place.relation)
        let members = dimensions.map {
            "when \(Quoting.literal($0)) then cell.\($0 == "agent" ? "agent_id" : $0)"
        }
        let source =
            dimensions.contains("agent")
            ? "case when cell.slice = 'agent' then cell.agent_source end" : "null"
        return [
            "nullif(cell.slice, 'total')",
            members.isEmpty ? "null" : "case cell.slice \(members.joined(separator: " ")) end",
            source,
        ]
    }
}
