import Basics
import PostgresClient

/// The cases of a rollup: rows of its fact with a day, members, and what each is worth.
extension RollupSQL {
    /// Every row of the fact, or of those a load touched, with its day, members and what it is worth: narrow, to be
    /// grouped again and again; all of them by day, so that a grouping's cells of the time stay in the processor's
    /// cache.
    func caseTable(_ settings: RollupSettings, touchedOnly: Bool) -> String {
        let buckets = relation.histograms.indices.map { number in
            let histogram = relation.histograms[number]
            return
                "rollup.bucket(base.\(valueName(histogram.value, condition: histogram.condition))) as bucket_\(number)"
        }
        // What tells cells apart, and what SizeFill reads, comes first: a row is taken apart from its beginning, and no
        // further than needed.
        let columns =
            ["base.day", "date_trunc('month', base.day::timestamp)::date as month"]
            + relation.memberColumns.map { "base.\($0)" } + buckets + parts.map { "base.\($0)" }
        return """
            create unlogged table staging.rollup_case as
            with \(base(settings, touchedOnly: touchedOnly))
            select
                \(columns.joined(separator: ",\n    "))
            from base
            where \(conditions.indices.map { "base.is_case_\($0)" }.joined(separator: " or "))\(touchedOnly ? "" : "\norder by base.day")
            """
    }

    /// Columns of the table of cases that tell what a case is worth.
    private var parts: [String] {
        var names = conditions.indices.map { "is_case_\($0)" } + values.indices.map { "value_\($0)" }
        if case .time = relation.placement { names.append("seconds") }
        return names
    }

    /// Columns of the table of cases that cells are told apart by.
    var caseKeys: [String] { ["day"] + relation.memberColumns }

    private var conditions: [String] { relation.columns.map(\.part.condition).uniqued }

    /// Values with the condition under which they count, each worked out once.
    private var values: [(expression: String, condition: String)] {
        var found: [(expression: String, condition: String)] = []
        for column in relation.columns {
            switch column.part {
            case .milliseconds(let value, let condition), .squaredMilliseconds(let value, let condition),
                .sum(let value, let condition), .squares(let value, let condition):
                if !found.contains(where: { $0 == (value, condition) }) { found.append((value, condition)) }
            case .count, .seconds:
                break
            }
        }
        return found
    }

    private func conditionName(_ condition: String) -> String {
        guard let number = conditions.firstIndex(of: condition) else {
            preconditionFailure("\(condition) is no condition of \(relation.name)")
        }
        return "is_case_\(number)"
    }

    private func valueName(_ value: String, condition: String) -> String {
        guard let number = values.firstIndex(where: { $0 == (value, condition) }) else {
            preconditionFailure("\(value) where \(condition) is no value of \(relation.name)")
        }
        return "value_\(number)"
    }

    func aggregate(_ part: RollupRelation.Part) -> String {
        switch part {
        case .count(let condition):
            "nullif(count(*) filter (where base.\(conditionName(condition))), 0)"
        case .milliseconds(let value, let condition):
            "nullif(sum(base.\(valueName(value, condition: condition))), 0)::bigint"
        case .sum(let value, let condition):
            "trim_scale(nullif(sum(base.\(valueName(value, condition: condition))), 0))"
        case .squaredMilliseconds(let value, let condition):
            "trim_scale(nullif(\(sumOfSquares(of: "base.\(valueName(value, condition: condition))")), 0))"
        case .squares(let value, let condition):
            "trim_scale(nullif(sum(base.\(valueName(value, condition: condition)) * base.\(valueName(value, condition: condition))), 0))"
        case .seconds(let condition):
            "trim_scale(nullif(sum(base.seconds) filter (where base.\(conditionName(condition))), 0))"
        }
    }

    /// Exact without a decimal a row: what is so large that its square does not fit a whole number is rare.
    private func sumOfSquares(of value: String) -> String {
        let fits = "between -3037000499 and 3037000499"
        return "coalesce(sum(\(value) * \(value)) filter (where \(value) \(fits)), 0)"
            + " + coalesce(sum(\(value)::numeric * \(value)) filter (where \(value) not \(fits)), 0)"
    }

    private func base(_ settings: RollupSettings, touchedOnly: Bool) -> String {
        let fact = relation.fact
        let zone = Quoting.literal(settings.zone)
        let members = relation.dimensions.flatMap { dimension -> [String] in
            switch dimension {
            case "agent":
                [
                    "\(fact).agent_id",
                    "case when \(fact).agent_id is not null then \(fact).source end as agent_source",
                ]
            case "source" where isOfTickets:
                ["case when \(fact).ticket_id is not null then \(fact).source end as source"]
            case RollupSlice.attributes:
                [
                    "\(settings.hasAttributeCells ? "\(fact).attribute_set" : "null")::text as \(RollupSlice.attributeColumn)"
                ]
            default: ["\(fact).\(dimension)"]
            }
        }
        let cases = conditions.enumerated().map { "coalesce(\($1), false) as is_case_\($0)" }
        let worths = values.enumerated().map { number, value in
            "case when \(value.condition) then (\(value.expression))\(worthType(value.expression, value.condition)) end as value_\(number)"
        }
        let touched =
            touchedOnly
            ? """

                inner join \(touchedTable) as touched
                    on \(fact).\(touchedKey) = touched.\(touchedKey)
                        and \(fact).source = touched.source
            """ : ""
        let parameter = """
            parameter as (
                select
                    'infinity'::timestamptz as as_of,
                    make_interval(secs => \(settings.resolutionWithin)) as resolution_window
            )
            """
        switch relation.placement {
        case .instant(let anchor):
            return """
                \(parameter),
                base as (
                    select
                        \((["kpi.local_date(\(anchor), \(zone)) as day"] + members + cases + worths).joined(separator: ",\n        "))
                    from fact.\(fact)
                    cross join parameter\(touched)
                    where \(anchor) is not null
                )
                """
        case .time(let from, let until):
            return """
                \(parameter),
                local_day as materialized (
                    select
                        generated.instant::date as day,
                        kpi.local_start(generated.instant, \(zone)) as starts_at,
                        kpi.local_start(generated.instant + interval '1 day', \(zone)) as ends_at
                    from (
                        select min(\(from)) as from_at, max(\(until)) as until_at
                        from fact.\(fact)\(touched)
                    ) as span
                    cross join lateral generate_series(
                        kpi.local_date(span.from_at, \(zone))::timestamp,
                        kpi.local_date(span.until_at, \(zone))::timestamp,
                        interval '1 day'
                    ) as generated (instant)
                ),
                base as (
                    select
                        \((["local_day.day"] + members + cases + worths).joined(separator: ",\n        ")),
                        extract(
                            epoch from least(\(until), local_day.ends_at)
                            - greatest(\(from), local_day.starts_at)
                        ) as seconds
                    from fact.\(fact)
                    cross join parameter\(touched)
                    cross join lateral generate_series(
                        kpi.local_date(\(from), \(zone))::timestamp,
                        kpi.local_date(\(until) - interval '1 microsecond', \(zone))::timestamp,
                        interval '1 day'
                    ) as part (local_at)
                    inner join local_day
                        on part.local_at::date = local_day.day
                            and local_day.ends_at > local_day.starts_at
                    where \(until) > \(from)
                )
                """
        }
    }

    private func worthType(_ expression: String, _ condition: String) -> String {
        let isWhole = relation.columns.contains { $0.part == .milliseconds(expression, condition: condition) }
        return isWhole ? "" : "::numeric"
    }
}
