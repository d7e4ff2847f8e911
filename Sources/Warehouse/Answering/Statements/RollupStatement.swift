import Basics
import KPIQuery
import PostgresClient

/// The SQL that answers one KPI from the cells of a rollup; the columns of its result are `MetricStatement`'s.
struct RollupStatement {
    /// What is asked.
    let question: MetricStatement
    /// Where the parts stand: of a ratio numerator and denominator, of a snapshot what came and what went.
    let places: [RollupPlace]
    let slice: RollupSlice
    let isMonthly: Bool

    var definition: KPIDefinition { question.definition }
    var bounds: BucketBounds { question.bounds }

    var statement: Statement {
        var builder = SQLBuilder()
        let sql =
            switch definition.kind {
            case .snapshot: levelSQL(&builder)
            case .ratio: ratioSQL(&builder)
            case .count, .duration, .proportion, .score, .amount: partsSQL(&builder)
            }
        return builder.statement(sql)
    }

    /// The tables that are read.
    var relations: [String] {
        places.map { table($0.relation, isMonthly: isMonthly) }.uniqued
    }

    private func table(_ relation: String, isMonthly: Bool) -> String {
        "rollup.\(relation)_\(isMonthly ? "month" : "day")"
    }

    // MARK: - Parts of one leg

    private func partsSQL(_ builder: inout SQLBuilder) -> String {
        let place = places[0]
        let isAddedUp =
            !question.isOneCellARow(of: slice, where: isMonthly ? bounds.isMonthByMonth : bounds.isDayByDay)
            || !definition.windows.isEmpty
        let sums = place.parts.map { name, _ in
            let total = isAddedUp ? "sum(part.\(name))" : "part.\(name)"
            return "coalesce(\(total), 0)\(name == "case_count" ? "::bigint" : "") as \(name)"
        }
        let selected =
            definition.windows.isEmpty
            ? cells(of: place, isMonthly: isMonthly, &builder)
            : matureCells(of: place, &builder)
        let formula = definition.formula(
            count: "total.case_count", hits: "total.hit_count::bigint", sum: "total.value",
            squares: "total.squares")
        return """
            \(question.prologue(&builder)),
            part as (
            \(selected)
            ),
            total as (
                select
                    \(list(bucketAndMembers("part", addedUp: isAddedUp) + sums))
                from part
                \(isAddedUp ? groupBy("part") : "")
            )
            select
                \(list(bucketAndMembers("total") + ["total.case_count as n"] + question.measureColumns(formula)))
            from total
            """
    }

    /// The cells of the range, each with its bucket, its members and its parts.
    func cells(
        of place: RollupPlace, isMonthly: Bool, _ builder: inout SQLBuilder, and conditions: [String] = []
    ) -> String {
        let period = isMonthly ? "month" : "day"
        let from = builder.bind(bounds.firstDay, as: "date")
        let to = builder.bind(bounds.endDay, as: "date")
        let keys = question.cellKeys(period: period, &builder)
        let wanted =
            ["kpi_case.\(place.cases) is not null"] + question.cellConditions(&builder) + conditions
        return """
            select
                \(list(keys + place.parts.map { "kpi_case.\($0.column) as \($0.name)" }))
            from (
            \(rows(of: place, isMonthly: isMonthly, and: ["cell.\(period) >= \(from)", "cell.\(period) < \(to)"]))
            ) as kpi_case
            where \(wanted.joined(separator: "\n    and "))
            """
    }

    /// A relation's cells of the slice; an agent's source has the name that it has in a fact, a set of attributes is
    /// given by what is in it.
    func rows(of place: RollupPlace, isMonthly: Bool, and conditions: [String] = []) -> String {
        let members = slice.columns.map {
            switch $0 {
            case "agent_source": "cell.agent_source as source"
            case RollupSlice.attributeColumn: "described.attributes"
            default: "cell.\($0)"
            }
        }
        let parts = place.parts.map { "cell.\($0.column)" }.uniqued
        return """
            select \((["cell.\(isMonthly ? "month" : "day")"] + members + parts).joined(separator: ", "))
            from \(table(place.relation, isMonthly: isMonthly)) as cell\(slice.attributeJoin(on: "cell.attribute_set"))
            where \((["cell.slice = \(Quoting.literal(slice.name))"] + conditions).joined(separator: "\n    and "))
            """
    }

    /// A rollup has its members as they are: no case stands behind a cell that could tell whether it has a ticket.
    static func member(of dimension: DimensionName, in builder: inout SQLBuilder) -> String {
        switch dimension {
        case .dimension("agent"): "kpi_case.agent_id"
        case .dimension(let name): "kpi_case.\(name)"
        case .attribute(let name): CaseRelation.attribute(name, of: "kpi_case", &builder)
        }
    }

    // MARK: - A rate whose cases have to be so old

    /// Whole months and days of which every case is old enough from the rollup, the newest days from the facts.
    private func matureCells(of place: RollupPlace, _ builder: inout SQLBuilder) -> String {
        let zone = builder.bind(bounds.zone, as: "text")
        let mature =
            "(select kpi.local_date(parameter.as_of - parameter.resolution_window, \(zone)) from parameter)"
        let monthOfIt = "date_trunc('month', \(mature)::timestamp)::date"
        var selects: [String] = []
        if isMonthly {
            selects.append(
                cells(
                    of: place, isMonthly: true, &builder, and: ["kpi_case.month < \(monthOfIt)"]
                ))
        }
        selects.append(
            cells(
                of: place, isMonthly: false, &builder,
                and: ["kpi_case.day < \(mature)"] + (isMonthly ? ["kpi_case.day >= \(monthOfIt)"] : [])))
        let to = builder.bind(bounds.endDay, as: "date")
        let facts = question.eventBucket(&builder)
        let members = question.memberColumns(&builder)
        let conditions =
            ["\(mature) < \(to)"] + question.isInRange(&builder)
            + ["kpi_case.anchor_at >= (select kpi.local_start(\(mature)::timestamp, \(zone)))"]
            + question.filterConditions(&builder)
        selects.append(
            """
            select
                \(list(["\(facts) as bucket"] + members + ["count(*) as case_count", "count(*) filter (where kpi_case.is_hit) as hit_count"]))
            from (
            \(definition.cases.sql)
            ) as kpi_case\(CaseRelation.joins(for: question.usedDimensions))
            where \(conditions.joined(separator: "\n    and "))
            \(groupByPosition(members.count))
            """)
        return selects.joined(separator: "\nunion all\n")
    }

    private func groupByPosition(_ memberCount: Int) -> String {
        let positions = (bounds.count == 1 ? [] : [1]) + (0..<memberCount).map { $0 + 2 }
        return positions.isEmpty
            ? "having count(*) > 0" : "group by \(positions.map(String.init).joined(separator: ", "))"
    }

    // MARK: - Pieces

    func bucketAndMembers(_ relation: String, addedUp: Bool = false) -> [String] {
        [addedUp && isOneCell ? "1 as bucket" : "\(relation).bucket"]
            + question.memberNames.map { "\(relation).\($0)" }
    }

    /// Without dimensions and grain there is always one row, also of nothing.
    private var isOneCell: Bool { bounds.count == 1 && question.memberNames.isEmpty }

    func groupBy(_ relation: String) -> String {
        guard !isOneCell else { return "" }
        return "group by "
            + (["bucket"] + question.memberNames).map { "\(relation).\($0)" }.joined(separator: ", ")
    }

    func list(_ columns: [String]) -> String { columns.joined(separator: ",\n    ") }
}

extension MetricStatement {
    /// The filter over the cells of a rollup, whose members have the names that facts have them under; none without one.
    func cellConditions(_ builder: inout SQLBuilder) -> [String] {
        filter.map {
            [FilterSQL(agents: agents, member: RollupStatement.member).sql($0, in: &builder)]
        } ?? []
    }

    /// The same as a clause, empty without a filter.
    func cellFilter(_ builder: inout SQLBuilder) -> String {
        cellConditions(&builder).map { "where \($0)" }.joined()
    }

    /// The columns that tell the cells of an answer apart, from a rollup's row with this column for its period.
    func cellKeys(period: String, _ builder: inout SQLBuilder) -> [String] {
        let bucket: String
        if bounds.count == 1 {
            bucket = "1"
        } else if let (start, length) = bounds.evenDays {
            let days = "kpi_case.\(period) - \(builder.bind(start.description, as: "date"))"
            bucket = (length == 1 ? days : "(\(days)) / \(length)") + " + 1"
        } else {
            bucket = "width_bucket(kpi_case.\(period), \(builder.bind(bounds.firstDays, as: "date")))"
        }
        return [bucket + " as bucket"] + memberColumns(&builder, member: RollupStatement.member)
    }

    /// Whether each cell of the answer is one row of a slice, where a bucket is one period of it.
    ///
    /// A question for one cell has a row also where there is none.
    func isOneCellARow(of slice: RollupSlice, where isOnePeriod: Bool) -> Bool {
        isOnePeriod && (bounds.count > 1 || !dimensions.isEmpty)
            && !slice.dimensions.contains(RollupSlice.attributes)
            && dimensions.map(\.name).sorted() == slice.dimensions.sorted()
    }
}
