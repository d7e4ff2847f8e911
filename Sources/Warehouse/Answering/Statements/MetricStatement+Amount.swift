import Basics
import KPIQuery
import PostgresClient

/// Amounts of a ledger: spread evenly over their days, shared out over the dimensions they name no value for.
extension MetricStatement {
    /// The cells of one bucket are rounded to the minor unit so that they add up to its rounded total: floor, then the
    /// largest remainder, ties to the first cell in dimension order, null last.
    ///
    /// The shares of half a unit, rounded each, have to be half a unit again when they are added up: hence nine digits.
    func amountSQL(_ builder: inout SQLBuilder) -> String {
        let grouping = (["bucket"] + memberNames).joined(separator: ", ")
        let order = (["units - floor(units) desc"] + memberNames.map { "\($0) collate \"C\"" }).joined(
            separator: ", ")
        let shown = """
            (
                (
                    floor(units)
                    + case
                        when row_number() over (partition by bucket order by \(order))
                            <= round(round(sum(units) over (partition by bucket), 9))
                            - sum(floor(units)) over (partition by bucket)
                            then 1
                        else 0
                    end
                ) / (select unit_count from minor_unit)
            )::float8
            """
        return """
            \(prologue(&builder)),
            \(amountParts(definition.cases, &builder)),
            minor_unit as (
                select power(10::numeric, kpi.minor_unit(parameter.currency)) as unit_count
                from parameter
            ),
            cell as (
                select
                    \(columns([grouping, "count(distinct amount_number) as n"])),
                    round(sum(value) * (select unit_count from minor_unit), 15) as units
                from amount_part
                group by \(grouping)
            )
            select
                \(columns([grouping, "n"] + measures.indices.map { "\(shown) as value_\($0)" }))
            from cell
            """
    }

    /// Common table expressions that end in `amount_part`: `bucket`, the members, `amount_number`, and `value`,
    /// unrounded (exact to 30 digits).
    func amountParts(_ cases: KPICases, _ builder: inout SQLBuilder) -> String {
        let carried = usedDimensions.filter { !$0.isOfLedger }.uniqued
        let isNamedByAll = carried.allSatisfy { $0 == .dimension("source") }
        let names = cases.namedDimensions.map(Self.columnName)
        let carriedColumns = (["source"] + carried.map(carrierColumn)).uniqued

        func member(_ dimension: DimensionName, _ builder: inout SQLBuilder) -> String {
            "kpi_case.\(carrierColumn(dimension))"
        }
        let members = memberColumns(&builder, member: member)
        let condition = filter.map { FilterSQL(agents: agents, member: member).sql($0, in: &builder) }
        let value = """
            round(kpi_case.amount * ledger_part.day_count * kpi_case.weight, 30)
            / ((kpi_case.until_on - kpi_case.from_on + 1) * kpi_case.total_weight) as value
            """
        return """
            \(ledger(cases, &builder)),
            \(isNamedByAll ? unshared(names, carriedColumns) : shared(cases, carried, names, carriedColumns, &builder)),
            amount_part as (
                select
                    \(columns(["ledger_part.bucket"] + members + ["kpi_case.amount_number", value] + Self.shareColumns))
                from (
                    select
                        carrier.*,
                        sum(carrier.weight) over (
                            partition by carrier.amount_number, carrier.month_number
                        ) as total_weight,
                        ledger.amount,
                        ledger.from_on,
                        ledger.until_on,
                        ledger.currency,
                        ledger.cost_category
                    from carrier
                    inner join ledger
                        on carrier.amount_number = ledger.amount_number
                ) as kpi_case
                inner join ledger_part
                    on kpi_case.amount_number = ledger_part.amount_number
                        and kpi_case.month_number = ledger_part.month_number
                \(condition.map { "where " + $0 } ?? "")
            )
            """
    }

    /// What a share of an amount follows from; lists of cases show it.
    private static let shareColumns = [
        "kpi_case.month_number", "ledger_part.day_count", "kpi_case.weight", "kpi_case.total_weight",
    ]

    /// The amounts of the currency, the months of the range, and how many days an amount has in each bucket and month.
    private func ledger(_ cases: KPICases, _ builder: inout SQLBuilder) -> String {
        let from = builder.bind(bounds.firstDay, as: "date")
        let to = builder.bind(bounds.endDay, as: "date")
        let firstDays = builder.bind(bounds.firstDays, as: "date")
        let endDays = builder.bind(bounds.endDays, as: "date")
        let firstDay = "greatest(bucket_month.first_on, month.first_on, ledger.from_on)"
        let endDay = "least(bucket_month.end_on, month.end_on, ledger.until_on + 1)"
        let months = builder.bind(bounds.monthStarts.dropLast().map(\.description), as: "date")
        return """
            ledger as (
                select
                    row_number() over () as amount_number,
                    amount_row.*
                from (
            \(cases.sql)
                ) as amount_row
                where amount_row.currency = (select parameter.currency from parameter)
                    and amount_row.from_on < \(to)
                    and amount_row.until_on >= \(from)
            ),
            month as (
                select
                    number::integer as month_number,
                    first_on,
                    (first_on + interval '1 month')::date as end_on
                from unnest(\(months)) with ordinality as month_start (first_on, number)
            ),
            bucket_month as (
                select
                    bucket.number::integer as bucket,
                    bucket.first_on,
                    bucket.end_on,
                    touched.month_start::date as month_on
                from unnest(\(firstDays), \(endDays)) with ordinality as bucket (first_on, end_on, number)
                cross join lateral generate_series(
                    date_trunc('month', bucket.first_on::timestamp), bucket.end_on::timestamp - interval '1 day',
                    interval '1 month'
                ) as touched (month_start)
            ),
            ledger_part as (
                select
                    ledger.amount_number,
                    month.month_number,
                    bucket_month.bucket,
                    \(endDay) - \(firstDay) as day_count
                from ledger
                cross join lateral generate_series(
                    date_trunc('month', greatest(ledger.from_on, \(from))::timestamp),
                    least(ledger.until_on, \(to) - 1)::timestamp,
                    interval '1 month'
                ) as touched (month_start)
                inner join month
                    on touched.month_start::date = month.first_on
                inner join bucket_month
                    on month.first_on = bucket_month.month_on
                where \(firstDay) < \(endDay)
            ),
            amount_month as (
                select distinct
                    ledger_part.month_number,
                    ledger.amount_number,
                    \(columns(cases.namedDimensions.map { "ledger.\(Self.columnName($0))" }))
                from ledger_part
                inner join ledger
                    on ledger_part.amount_number = ledger.amount_number
            )
            """
    }

    /// Amounts that name a value for all that is asked, or have nothing to be shared out over.
    private func unshared(
        _ names: [String], _ carried: [String], amounts: String = "amount_month",
        named name: String = "carrier"
    ) -> String {
        let own = carried.map { names.contains($0) ? "\(amounts).\($0)" : "null::text as \($0)" }
        return """
            \(name) as (
                select
                    \(columns(["\(amounts).amount_number", "\(amounts).month_number"] + own + ["1::numeric as weight"]))
                from \(amounts)
            )
            """
    }

    /// Each amount over what carries the values it names in a month: the first share that has anything there.
    private func shared(
        _ cases: KPICases, _ carriedDimensions: [DimensionName], _ names: [String], _ carried: [String],
        _ builder: inout SQLBuilder
    ) -> String {
        var expressions: [String: String] = [:]
        for name in names + ["source"] { expressions[name] = "kpi_case.\(name)" }
        for dimension in carriedDimensions {
            let member = CaseRelation.member(of: dimension, in: &builder)
            expressions[carrierColumn(dimension)] = member
        }
        let kept = (names + carried).uniqued
        let selected = kept.map { "\(expressions[$0] ?? "null") as \($0)" }
        let groups = (1...(kept.count + 1)).map(String.init).joined(separator: ", ")
        // Known when the statement is planned: so the planner sees how much is read, and may share the reading out.
        let localStarts = builder.bind(bounds.monthStarts.map { LocalTime($0).description }, as: "timestamp")
        let starts = "kpi.local_starts(\(localStarts), \(builder.bind(bounds.zone, as: "text")))"
        let span = [
            "kpi_case.anchor_at >= (\(starts))[1]",
            "kpi_case.anchor_at < (\(starts))[\(bounds.monthStarts.count)]",
        ]
        var ctes: [String] = []
        var amounts = "amount_month"
        for (index, share) in cases.shares.enumerated() {
            // What is shared out already needs no further share, which is then not worked out.
            let conditions = span + (index > 0 ? ["exists (select from \(amounts))"] : [])
            let matches = names.map { name in
                "(\(amounts).\(name) is null or \(amounts).\(name) = share_\(index).\(name))"
            }
            ctes.append(
                """
                share_\(index) as materialized (
                    select
                        \(columns(["month_number"] + kept + ["sum(weight)::numeric as weight"]))
                    from (
                        select
                            width_bucket(kpi_case.anchor_at, \(starts)) as month_number,
                            \(columns(selected, indent: 12)),
                            kpi_case.weight
                        from (
                \(share)
                        ) as kpi_case\(CaseRelation.joins(for: carriedDimensions))
                        where \(conditions.joined(separator: "\n            and "))
                        \(Self.keptApart)
                    ) as carried
                    group by \(groups)
                ),
                shared_\(index) as (
                    select
                        \(columns(["\(amounts).amount_number", "\(amounts).month_number"] + carried.map { "share_\(index).\($0)" })),
                        share_\(index).weight
                    from \(amounts)
                    inner join share_\(index)
                        on \((["\(amounts).month_number = share_\(index).month_number"] + matches).joined(separator: "\n            and "))
                ),
                unshared_\(index) as (
                    select \(amounts).*
                    from \(amounts)
                    left join (select distinct amount_number, month_number from shared_\(index)) as done
                        on \(amounts).amount_number = done.amount_number
                            and \(amounts).month_number = done.month_number
                    where done.amount_number is null
                )
                """)
            amounts = "unshared_\(index)"
        }
        let all =
            cases.shares.indices.map { "select * from shared_\($0)" } + ["select * from unshared_carrier"]
        ctes.append(unshared(names, carried, amounts: amounts, named: "unshared_carrier"))
        ctes.append("carrier as (\n    \(all.joined(separator: "\n    union all\n    "))\n)")
        return ctes.joined(separator: ",\n")
    }

    /// The column in which a dimension stands in the parts of an amount.
    private func carrierColumn(_ dimension: DimensionName) -> String {
        guard dimension.isAttribute else { return Self.columnName(dimension.name) }
        let attributes = usedDimensions.filter(\.isAttribute).uniqued
        guard let number = attributes.firstIndex(of: dimension) else {
            preconditionFailure("\(dimension.name) is not asked for")
        }
        return "attribute_\(number)"
    }

    static func columnName(_ dimension: String) -> String {
        dimension == "agent" ? "agent_id" : dimension
    }
}
