import KPIQuery
import PostgresClient

/// Ages in open hours.
extension CaseList {
    /// Whether ages are counted by the schedules' open hours; cases without a schedule are none.
    var countsOpenHours: Bool { definition.isAge && query.metrics[0].isBusiness }

    func openTime(_ question: MetricStatement, _ builder: inout SQLBuilder) -> String {
        let last = builder.bind(bounds.snapshotEnds.last, as: "timestamptz")
        return """
            kpi_case as not materialized (
            \(definition.cases.sql)
            )\(question.openTime(until: last, &builder))
            """
    }

    var openTimeJoins: String {
        """
        inner join open_block
            on kpi_case.clock_schedule_id = open_block.schedule_id
                and kpi_case.source = open_block.source
                and fact.block_at(kpi_case.since_at) = open_block.block_at
        inner join ending
            on kpi_case.clock_schedule_id = ending.schedule_id
                and kpi_case.source = ending.source
        """
    }

    var openAge: String {
        "ending.open_us[placed.bucket] - \(MetricStatement.openTime(at: "kpi_case.since_at", in: "open_block"))"
    }
}
