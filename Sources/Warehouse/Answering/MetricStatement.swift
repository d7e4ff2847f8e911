import KPIQuery
import PostgresClient

/// The SQL that answers one KPI: its cases, cut into the buckets of a range and the members of the dimensions.
///
/// Columns of the result: `bucket` (from 1), one text a dimension (for `agent` two: id and source), `n`, then for each
/// measure its value, and its bounds where an interval was asked for. Only cells with cases have a row; without
/// dimensions and grain there is always one.
struct MetricStatement {
    let definition: KPIDefinition
    let isBusiness: Bool
    let measures: [Measure]
    let dimensions: [DimensionName]
    let filter: Condition?
    let agents: [String: FilterSQL.AgentFilter]
    let bounds: BucketBounds

    var statement: Statement {
        var builder = SQLBuilder()
        let sql =
            switch definition.kind {
            case .snapshot: definition.isAge ? ageSQL(&builder) : levelSQL(&builder)
            case .count, .duration, .proportion, .score, .ratio: caseSQL(&builder)
            }
        return builder.statement(sql)
    }

    // MARK: - Cases that an instant puts into a bucket

    private func caseSQL(_ builder: inout SQLBuilder) -> String {
        let bucket = bounds.count == 1 ? "1" : "width_bucket(kpi_case.anchor_at, \(startsArray(&builder)))"
        let members = memberColumns(&builder)
        let from = builder.bind(bounds.from, as: "timestamptz")
        let to = builder.bind(bounds.to, as: "timestamptz")
        var conditions = ["kpi_case.anchor_at >= \(from)", "kpi_case.anchor_at < \(to)"]
        if isBusiness { conditions.append("kpi_case.business_ms is not null") }
        conditions += filterConditions(&builder)
        let groups = (bounds.count == 1 ? [] : ["1"]) + members.indices.map { "\($0 + 2)" }
        let caseCount = definition.kind == .ratio ? "count(kpi_case.denominator)" : "count(*)"
        return """
            \(prologue(&builder))
            select
                \(columns([bucket + " as bucket"] + members + ["\(caseCount) as n"] + measureColumns))
            from kpi_case\(CaseRelation.joins(for: usedDimensions))
            where \(conditions.joined(separator: "\n    and "))
            \(groups.isEmpty ? "" : "group by " + groups.joined(separator: ", "))
            """
    }

    // MARK: - Snapshots: what is there at the end of a bucket

    /// Counts: what came minus what went, added up over the buckets.
    private func levelSQL(_ builder: inout SQLBuilder) -> String {
        let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
        let members = memberColumns(&builder)
        let names = memberNames
        let filter = filterConditions(&builder)
        let select = columns(["kpi_case.from_at", "kpi_case.until_at"] + members)
        let grouping = (["bucket"] + names).joined(separator: ", ")
        let partition = names.isEmpty ? "" : "partition by " + names.joined(separator: ", ") + " "
        return """
            \(prologue(&builder)),
            stretch as (
                select
                    \(select)
                from kpi_case\(CaseRelation.joins(for: usedDimensions))
                \(filter.isEmpty ? "" : "where " + filter.joined(separator: " and "))
            ),
            change as (
                select \((["width_bucket(from_at, \(ends)) + 1 as bucket"] + names + ["1 as delta"]).joined(separator: ", "))
                from stretch
                union all
                select \((["width_bucket(until_at, \(ends)) + 1 as bucket"] + names + ["-1 as delta"]).joined(separator: ", "))
                from stretch
                where until_at is not null
            ),
            step as (
                select \(grouping), sum(delta) as delta
                from change
                where bucket <= \(bounds.count)
                group by \(grouping)
            ),
            filled as (
                select \(grouping), delta
                from step
                union all
                select \((["bucket"] + names + ["0 as delta"]).joined(separator: ", "))
                from \(names.isEmpty ? "(select 1) as combination" : "(select distinct \(names.joined(separator: ", ")) from step) as combination")
                cross join generate_series(1, \(bounds.count)) as bucket
            )
            select \(([grouping] + levelColumns(over: partition)).joined(separator: ", "))
            from filled
            group by \(grouping)
            """
    }

    private func levelColumns(over partition: String) -> [String] {
        let level = "sum(sum(delta)) over (\(partition)order by bucket)"
        return ["\(level) as n"] + measures.map { _ in level }.enumerated().map { "\($1) as value_\($0)" }
    }

    /// Ages: each stretch meets the ends of the buckets in which it is open.
    private func ageSQL(_ builder: inout SQLBuilder) -> String {
        let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
        let members = memberColumns(&builder)
        let filter = ["kpi_case.from_at < \(builder.bind(bounds.snapshotEnds.last, as: "timestamptz"))"]
            + filterConditions(&builder)
        let groups = (["bucket"] + memberNames).joined(separator: ", ")
        let grouping = bounds.count == 1 && members.isEmpty ? "" : "group by \(groups)"
        let bucket = grouping.isEmpty ? "1 as bucket" : "bucket"
        let open = columns(["kpi_case.from_at", "kpi_case.until_at", "kpi_case.since_at"] + members)
        return """
            \(prologue(&builder)),
            stretch as (
                select
                    \(open)
                from kpi_case\(CaseRelation.joins(for: usedDimensions))
                where \(filter.joined(separator: " and "))
            ),
            aged as (
                select
                    \(columns(["bucket"] + memberNames + ["fact.milliseconds(since_at, (\(ends))[bucket]) as age_ms"]))
                from stretch
                cross join lateral generate_series(
                    width_bucket(from_at, \(ends)) + 1,
                    coalesce(width_bucket(until_at, \(ends)), \(bounds.count))
                ) as bucket
            )
            select
                \(columns([bucket] + memberNames + ["count(*) as n"] + measureColumns))
            from aged as kpi_case
            \(grouping)
            """
    }

    // MARK: - Pieces

    private func prologue(_ builder: inout SQLBuilder) -> String {
        """
        with parameter as (
            select \(builder.bind(bounds.asOf, as: "timestamptz")) as as_of
        ),
        kpi_case as (
        \(CaseRelation(definition: definition).sql)
        )
        """
    }

    private var usedDimensions: [DimensionName] {
        dimensions + (filter?.comparisons.map(\.dimension.value) ?? [])
    }

    private var memberNames: [String] {
        dimensions.enumerated().flatMap { index, dimension in
            dimension == .dimension("agent") ? ["member_\(index)", "member_\(index)_source"] : ["member_\(index)"]
        }
    }

    private func memberColumns(_ builder: inout SQLBuilder) -> [String] {
        dimensions.enumerated().flatMap { index, dimension in
            let member = "\(CaseRelation.member(of: dimension, in: &builder)) as member_\(index)"
            guard dimension == .dimension("agent") else { return [member] }
            let source = "case when kpi_case.agent_id is not null then kpi_case.source end"
            return [member, "\(source) as member_\(index)_source"]
        }
    }

    private var measureColumns: [String] {
        measures.enumerated().flatMap { index, measure in
            let expressions = measure.expressions(for: definition, isBusiness: isBusiness)
            let value = "\(shown(expressions.value)) as value_\(index)"
            guard measure.hasInterval, let lower = expressions.lower, let upper = expressions.upper else {
                return [value]
            }
            return [value, "\(shown(lower)) as lower_\(index)", "\(shown(upper)) as upper_\(index)"]
        }
    }

    /// A number as the answer has it: null where the cell is withheld.
    private func shown(_ expression: String) -> String {
        guard let limit = definition.withheldBelow else { return "(\(expression))::float8" }
        return "case when count(*) >= \(limit) then (\(expression))::float8 end"
    }

    private func filterConditions(_ builder: inout SQLBuilder) -> [String] {
        guard let filter else { return [] }
        return [FilterSQL(agents: agents).sql(filter, in: &builder)]
    }

    private func startsArray(_ builder: inout SQLBuilder) -> String {
        builder.bind(bounds.starts, as: "timestamptz")
    }

    private func columns(_ list: [String]) -> String {
        list.joined(separator: ",\n    ")
    }
}
