import KPIQuery
import PostgresClient

/// The BI view of a KPI, `kpi.<key>`: one row a local day and combination of its dimensions.
///
/// Built from the KPI's file alone. Beside the value stand the parts it is made of, so that a tool can add up
/// numerators and denominators and divide; for durations the mean with median and p90.
struct KPIView {
    private let definition: KPIDefinition

    init(_ definition: KPIDefinition) {
        self.definition = definition
    }

    /// Creates the view and comments it, column by column.
    var script: String {
        let name = "kpi." + Quoting.identifier(definition.key)
        // Where cells are withheld, no condition of a reader's may look at their cases first.
        let barrier = definition.withheldBelow == nil ? "" : " with (security_barrier = true)"
        var lines = ["create view \(name)\(barrier) as\n\(query);"]
        lines.append("comment on view \(name) is \(Quoting.literal(comment));")
        for column in columns {
            let meaning = Quoting.literal(column.comment)
            lines.append("comment on column \(name).\(Quoting.identifier(column.name)) is \(meaning);")
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - Columns

    private struct ViewColumn {
        let name: String
        let sql: String
        let comment: String
    }

    private var columns: [ViewColumn] {
        let day = ViewColumn(
            name: "day", sql: "kpi_case.day",
            comment: "Local day in the reporting time zone, by \(definition.anchor).")
        return [day] + dimensionColumns + partColumns
    }

    private var dimensionColumns: [ViewColumn] {
        var columns: [ViewColumn] = []
        for dimension in definition.viewDimensions {
            guard dimension == "agent" else {
                let isOfTicket = dimension == "source" && KPIViewCases.hasTicket(definition)
                columns.append(
                    ViewColumn(
                        name: dimension,
                        sql: isOfTicket ? CaseRelation.sourceMember : "kpi_case.\(dimension)",
                        comment: "Dimension; empty is a segment too."))
                continue
            }
            let actor = definition.actor ?? "the assignee"
            columns.append(
                ViewColumn(
                    name: "agent", sql: "kpi_case.agent_id",
                    comment: "Id of the agent (\(actor)), unique within a source; empty is a segment too."))
            // The dimension source is the ticket's: a survey without one has an agent's source all the same.
            if !definition.viewDimensions.contains("source") || definition.hasCasesWithoutTicket {
                columns.append(
                    ViewColumn(
                        name: "agent_source",
                        sql: "case when kpi_case.agent_id is not null then kpi_case.source end",
                        comment: "Source that the agent's id belongs to."))
            }
        }
        return columns
    }

    private var partColumns: [ViewColumn] {
        let isCounted = definition.cases.placement == .standing
        let formula =
            isCounted
            ? definition.formula(count: "sum(kpi_case.case_count)", hits: "sum(kpi_case.hit_count)")
            : definition.formula()
        func shown(_ expression: String, as type: String) -> String {
            definition.shown(expression, of: formula, as: type)
        }
        let emptyBelow = definition.withheldBelow.map { " Empty below \($0) cases." } ?? ""
        // More decimals than many clients' numbers hold would make them fail.
        let numerator = definition.isOfLedger ? "round(\(formula.numerator), 10)" : formula.numerator
        var columns = [
            ViewColumn(
                name: "numerator", sql: "trim_scale(\(shown(numerator, as: "numeric")))",
                comment: definition.numeratorComment + emptyBelow),
            ViewColumn(
                name: "denominator", sql: "trim_scale(\(shown(formula.denominator, as: "numeric")))",
                comment: definition.denominatorComment + emptyBelow),
            ViewColumn(name: "n", sql: "\(formula.count)::bigint", comment: "Number of cases."),
            ViewColumn(
                name: "value", sql: shown(formula.value, as: "double precision"),
                comment: "\(definition.name), \(definition.unit). \(definition.reaggregation)\(emptyBelow)"),
        ]
        guard definition.isDuration else { return columns }
        for (name, aggregate) in [("median", Aggregate.median), ("p90", .percentile(90))] {
            let measure = Measure(definition, aggregate: aggregate, wantsInterval: false)
            columns.append(
                ViewColumn(
                    name: name,
                    sql: shown(measure.value(of: formula, definition), as: "double precision"),
                    comment: "\(name) of the cases, seconds. Not to be averaged: see kpi.ticket for rows."))
        }
        return columns
    }

    // MARK: - Query

    private var query: String {
        let selected = columns.map { "\($0.sql) as \(Quoting.identifier($0.name))" }.joined(
            separator: ",\n    ")
        let groupCount = 1 + dimensionColumns.count
        let groups = (1...groupCount).map(String.init).joined(separator: ", ")
        return """
            with parameter as materialized (
                select
                    now() as as_of,
                    meta.setting_interval('resolution_within') as resolution_window,
                    kpi.ledger_currency() as currency
            ),
            \(KPIViewCases(definition: definition).sql)
            select
                \(selected)
            from kpi_case
            group by \(groups)
            """
    }

    private var comment: String {
        var text = "\(definition.name). \(definition.definition)"
        if definition.kind == .snapshot {
            text += " A snapshot at the end of each day: never add it up over time."
        }
        if definition.cases.placement == .standing {
            text += " Counted anew each day: add it up over dimensions, never over time."
        }
        if definition.isOfLedger { text += " " + KPIViewCases.amountNote }
        if let limit = definition.withheldBelow { text += " Withheld below \(limit) cases." }
        return text
    }
}
