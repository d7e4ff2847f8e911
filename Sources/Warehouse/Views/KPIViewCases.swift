/// The cases of a KPI's BI view as common table expressions that end in `kpi_case`: local `day`, the dimension block,
/// and what the KPI's kind aggregates.
struct KPIViewCases {
    let definition: KPIDefinition

    /// What the view of an amount leaves to `deskhouse query`.
    static let amountNote = """
        Amounts by day as the ledger names them, not shared out over the dimensions it leaves empty: \
        deskhouse query does that.
        """

    /// Whether the view's cases say which ticket they are of, if any.
    static func hasTicket(_ definition: KPIDefinition) -> Bool {
        ![.ratio, .snapshot, .amount].contains(definition.kind) && definition.cases.placement == .events
    }

    private static let zone = "(select meta.setting_value('timezone'))"

    /// The local day of an instant.
    ///
    /// The zones are looked up once, not once a case.
    private static func day(of instant: String) -> String {
        "kpi.local_date(\(instant), \(zone), (select kpi.returning_zone(meta.setting_value('timezone'))))"
    }

    var sql: String {
        if definition.kind == .snapshot { return snapshots }
        if let denominator = definition.denominatorCases { return ratio(over: denominator) }
        switch definition.cases.placement {
        case .standing: return standing
        case .amounts: return "kpi_case as (\n\(amounts(definition.cases))\n)"
        case .events, .time:
            return """
                kpi_case as (
                    select
                        dated.*,
                        \(Self.day(of: "dated.anchor_at")) as day
                    from (
                \(definition.cases.sql)
                    ) as dated
                    where dated.anchor_at is not null
                )
                """
        }
    }

    private var block: String {
        definition.blockColumns.map { "kpi_case.\($0)" }.joined(separator: ", ")
    }

    // MARK: - Legs

    private func ratio(over denominator: KPICases) -> String {
        let legs = [definition.cases, denominator]
        let days = legs.filter { $0.placement == .time }.map { localDays(of: $0) + ",\n" }.joined()
        let names = (["day"] + definition.blockColumns).joined(separator: ", ")
        return """
            \(days)numerator_part as (
            \(leg(definition.cases))
            ),
            denominator_part as (
            \(leg(denominator))
            ),
            kpi_case as (
                select \(names), value as numerator, null::numeric as denominator from numerator_part
                union all
                select \(names), null as numerator, value as denominator from denominator_part
            )
            """
    }

    private func leg(_ cases: KPICases) -> String {
        switch cases.placement {
        case .time: return time(cases)
        case .amounts:
            return amounts(cases) + "\nwhere kpi_case.currency = (select parameter.currency from parameter)"
        case .events, .standing:
            return """
                select
                    \(Self.day(of: "kpi_case.anchor_at")) as day,
                    \(block),
                    (\(cases.worth))::numeric as value
                from (
                \(cases.sql)
                ) as kpi_case
                where kpi_case.anchor_at is not null
                """
        }
    }

    /// When each local day begins and ends, worked out once a day and not once a case.
    private func localDays(of cases: KPICases) -> String {
        """
        local_day as materialized (
            select
                generated.instant::date as day,
                kpi.local_start(generated.instant, \(Self.zone)) as starts_at,
                kpi.local_start(generated.instant + interval '1 day', \(Self.zone)) as ends_at
            from (
                select
                    min(kpi_case.from_at) as from_at,
                    max(kpi_case.until_at) as until_at
                from (
        \(cases.sql)
                ) as kpi_case
            ) as span
            cross join lateral generate_series(
                \(Self.day(of: "span.from_at"))::timestamp,
                \(Self.day(of: "span.until_at"))::timestamp,
                interval '1 day'
            ) as generated (instant)
        )
        """
    }

    private func time(_ cases: KPICases) -> String {
        """
        select
            local_day.day,
            \(block),
            extract(
                epoch from least(kpi_case.until_at, local_day.ends_at)
                - greatest(kpi_case.from_at, local_day.starts_at)
            ) as value
        from (
        \(cases.sql)
        ) as kpi_case
        cross join lateral generate_series(
            \(Self.day(of: "kpi_case.from_at"))::timestamp,
            \(Self.day(of: "kpi_case.until_at - interval '1 microsecond'"))::timestamp,
            interval '1 day'
        ) as part (local_time)
        inner join local_day
            on part.local_time::date = local_day.day
                and local_day.ends_at > local_day.starts_at
        """
    }

    private func amounts(_ cases: KPICases) -> String {
        """
        select
            generated.instant::date as day,
            \(definition.viewDimensions.map { "kpi_case.\($0)" }.joined(separator: ", ")),
            \(definition.kind == .amount ? "" : "kpi_case.currency,")
            round(kpi_case.amount, 30) / (kpi_case.until_on - kpi_case.from_on + 1) as value
        from (
        \(cases.sql)
        ) as kpi_case
        cross join lateral generate_series(
            kpi_case.from_on::timestamp, kpi_case.until_on::timestamp, interval '1 day'
        ) as generated (instant)
        """
    }

    // MARK: - What is there on a day

    /// Each stretch on every day at whose end it is open, from `kpi.first_day` on; today as of now.
    private var snapshots: String {
        let columns = definition.blockColumns.map { "stretch.\($0)" }.joined(separator: ", ")
        let age =
            definition.isAge
            ? """
            ,
                    fact.milliseconds(
                        stretch.since_at,
                        least(kpi.local_start((day.day + 1)::timestamp, \(Self.zone)), now())
                    ) as age_ms
            """ : ""
        return """
            stretch as (
            \(definition.cases.sql)
            ),
            kpi_case as (
                select
                    \(columns),
                    day.day\(age)
                from stretch
                cross join lateral (
                    select generated.day::date
                    from generate_series(
                        greatest(\(Self.day(of: "stretch.from_at")), kpi.first_day())::timestamp,
                        least(
                            \(Self.day(of: "stretch.until_at")) - 1, \(Self.day(of: "now()"))
                        )::timestamp,
                        interval '1 day'
                    ) as generated (day)
                ) as day
                where stretch.from_at < now()
            )
            """
    }

    /// Who is there at the start of each day from the first one somebody came or left on to today, and who leaves on
    /// it.
    private var standing: String {
        let today = Self.day(of: "now()")
        let names = definition.blockColumns
        let list = names.joined(separator: ", ")
        return """
            span as (
                select
                    \(block),
                    \(Self.day(of: "kpi_case.from_at")) + 1 as first_day,
                    \(Self.day(of: "kpi_case.until_at")) as last_day
                from (
            \(definition.cases.sql)
                ) as kpi_case
            ),
            reach as (
                select
                    greatest(
                        least(min(span.first_day), min(span.last_day), \(today)), kpi.first_day()
                    ) as first_day,
                    greatest(max(span.last_day), \(today)) as last_day
                from span
            ),
            change as (
                select \(list), coalesce(span.first_day, reach.first_day) as day, 1 as delta, 0 as hit
                from span
                cross join reach
                where coalesce(span.first_day <= span.last_day, true)
                union all
                select \(list), span.last_day + 1 as day, -1 as delta, 0 as hit
                from span
                where coalesce(span.first_day <= span.last_day, true) and span.last_day is not null
                union all
                select \(list), span.last_day as day, 0 as delta, 1 as hit
                from span
                where coalesce(span.first_day <= span.last_day, true) and span.last_day is not null
                union all
                select \(list), generated.instant::date as day, 0 as delta, 0 as hit
                from (select distinct \(list) from span) as combination
                cross join reach
                cross join lateral generate_series(
                    reach.first_day::timestamp, reach.last_day::timestamp, interval '1 day'
                ) as generated (instant)
            ),
            counted as (
                select
                    \(list),
                    change.day,
                    (
                        sum(sum(change.delta)) over (partition by \(list) order by change.day)
                    )::bigint as case_count,
                    sum(change.hit)::bigint as hit_count
                from change
                group by \(list), change.day
            ),
            kpi_case as (
                select counted.*
                from counted
                cross join reach
                where counted.case_count > 0 and counted.day between reach.first_day and reach.last_day
            )
            """
    }
}
