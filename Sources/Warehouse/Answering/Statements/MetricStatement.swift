import Basics
import KPIQuery
import PostgresClient

/// The SQL that answers one KPI: its cases, cut into the buckets of a range and the members of the dimensions.
///
/// Columns of the result: `bucket` (from 1), one text a dimension (for `agent` two: id and source), `n`, then for each
/// measure its value, and its bounds where an interval was asked for. Only cells with cases have a row; without
/// dimensions and grain there is always one, save of money.
struct MetricStatement {
    let definition: KPIDefinition
    let isBusiness: Bool
    /// The T of a rate; nil is the warehouse's.
    let window: MaturityWindow?
    let measures: [Measure]
    let dimensions: [DimensionName]
    let filter: Condition?
    let agents: [ExactText: FilterSQL.AgentFilter]
    let bounds: BucketBounds
    /// The one currency of amounts.
    let currency: String?

    var statement: Statement {
        var builder = SQLBuilder()
        let sql =
            switch (definition.kind, definition.cases.placement) {
            case (.snapshot, _): definition.isAge ? ageSQL(&builder) : levelSQL(&builder)
            case (.ratio, _): ratioSQL(&builder)
            case (_, .amounts): amountSQL(&builder)
            case (_, .standing): standingSQL(&builder)
            case (_, .events), (_, .time): caseSQL(&builder)
            }
        return builder.statement(sql)
    }

    // MARK: - Cases that an instant puts into a bucket

    private func caseSQL(_ builder: inout SQLBuilder) -> String {
        let members = memberColumns(&builder)
        var conditions = isInRange(&builder)
        if isBusiness { conditions.append("kpi_case.business_ms is not null") }
        conditions += filterConditions(&builder)
        let groups = (bounds.count == 1 ? [] : ["1"]) + members.indices.map { "\($0 + 2)" }
        return """
            \(prologue(&builder)),
            kpi_case as (
            \(definition.cases.sql)
            )
            select
                \(columns([bounds.count == 1 ? "1 as bucket" : "bucket"] + memberNames + ["count(*) as n"] + measureColumns()))
            from (
                select
                    \(columns([eventBucket(&builder) + " as bucket"] + members + worthColumns, indent: 8))
                from kpi_case\(CaseRelation.joins(for: usedDimensions))
                where \(conditions.joined(separator: "\n        and "))
                \(Self.keptApart)
            ) as kpi_case
            \(groups.isEmpty ? "" : "group by " + groups.joined(separator: ", "))
            """
    }

    /// Ends a subquery whose rows are grouped by what it works out.
    ///
    /// Looking into it, the planner sees groups by an instant of which there are as many as rows, and has one process
    /// add up what several read; of what is kept apart it reckons with few groups, and has each process add up its
    /// own. (A constant without a type: 0 as a number would first have to become a bigint, which keeps it to one
    /// process.)
    static let keptApart = "offset '0' -- kept apart: each process adds up its own part"

    /// The bucket in which a case's anchor lies.
    func eventBucket(_ builder: inout SQLBuilder) -> String {
        bounds.count == 1
            ? "1" : "width_bucket(kpi_case.anchor_at, \(builder.bind(bounds.starts, as: "timestamptz")))"
    }

    func isInRange(_ builder: inout SQLBuilder) -> [String] {
        [
            "kpi_case.anchor_at >= \(builder.bind(bounds.from, as: "timestamptz"))",
            "kpi_case.anchor_at < \(builder.bind(bounds.to, as: "timestamptz"))",
        ]
    }

    // MARK: - Pieces

    /// What a KPI's SQL may ask of the question: the relation `parameter`, one row.
    func prologue(_ builder: inout SQLBuilder) -> String {
        let window =
            window?.seconds.map { "make_interval(secs => \(builder.bind("\($0)", as: "double precision")))" }
            ?? "meta.setting_interval('resolution_within')"
        return """
            with parameter as materialized (
                select
                    \(builder.bind(bounds.asOf, as: "timestamptz")) as as_of,
                    \(window) as resolution_window,
                    \(builder.bind(currency, as: "text")) as currency
            )
            """
    }

    var usedDimensions: [DimensionName] {
        dimensions + (filter?.comparisons.map(\.dimension.value) ?? [])
    }

    var memberNames: [String] {
        dimensions.indices.flatMap(memberNames)
    }

    /// The columns in which a dimension's members stand; an agent is an id and its source.
    func memberNames(at index: Int) -> [String] {
        dimensions[index] == .dimension("agent")
            ? ["member_\(index)", "member_\(index)_source"] : ["member_\(index)"]
    }

    func memberColumns(
        _ builder: inout SQLBuilder,
        member: (DimensionName, inout SQLBuilder) -> String = CaseRelation.member
    ) -> [String] {
        dimensions.enumerated().flatMap { index, dimension in
            let column = "\(member(dimension, &builder)) as member_\(index)"
            guard dimension == .dimension("agent") else { return [column] }
            let source = "case when kpi_case.agent_id is not null then kpi_case.source end"
            return [column, "\(source) as member_\(index)_source"]
        }
    }

    /// The measures over `kpi_case`, or by another formula.
    func measureColumns(_ formula: KPIFormula? = nil) -> [String] {
        let formula = formula ?? definition.formula(isBusiness: isBusiness)
        return measures.enumerated().flatMap { $1.columns($0, of: formula, definition) }
    }

    /// The columns of a case that its measures are made of.
    private var worthColumns: [String] {
        switch definition.formula(isBusiness: isBusiness) {
        case .mean(let mean): [mean.worth].compactMap(\.self)
        case .share: ["kpi_case.\(isBusiness ? "is_business_hit" : "is_hit")"]
        case .total, .quotient: []
        }
    }

    func filterConditions(_ builder: inout SQLBuilder) -> [String] {
        filter.map { [FilterSQL(agents: agents).sql($0, in: &builder)] } ?? []
    }

    /// Every combination of members in a relation, in every bucket.
    func everyCell(of relation: String, with columns: String) -> String {
        let names = memberNames
        let combinations =
            names.isEmpty ? "select 1" : "select distinct \(names.joined(separator: ", ")) from \(relation)"
        return """
            select \((["bucket"] + names + [columns]).joined(separator: ", "))
            from (\(combinations)) as combination
            cross join generate_series(1, \(bounds.count)) as bucket
            """
    }

    func columns(_ list: [String], indent: Int = 4) -> String {
        list.joined(separator: ",\n" + String(repeating: " ", count: indent))
    }
}
