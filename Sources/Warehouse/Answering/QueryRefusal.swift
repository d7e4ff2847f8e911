import KPIQuery

extension Query {
    /// Refuses what reads well and means nothing, at its place; the definitions are those of the metrics.
    func refuseWithoutMeaning(_ definitions: [KPIDefinition]) throws(ParseFailure) {
        if let spark = addition(.spark), grain == nil {
            throw ParseFailure(
                span: spark.span, message: "'spark' draws a course over time: add a grain, such as 'weekly'")
        }
        if let share = addition(.share) { try refuseShare(at: share.span, definitions) }
    }

    /// Shares are of what adds up to a whole.
    private func refuseShare(at span: SourceSpan, _ definitions: [KPIDefinition]) throws(ParseFailure) {
        if dimensions.isEmpty, grain == nil {
            throw ParseFailure(
                span: span, message: "a share needs parts: add 'by' and a dimension, or a grain")
        }
        for (metric, definition) in zip(metrics, definitions) {
            if !definition.addsUp(metric.aggregate?.value) {
                let way = definition.isDuration ? "; its sum does: '\(metric.writtenName) sum'" : ""
                throw ParseFailure(
                    span: metric.span,
                    message: "'share' is of what adds up to a whole, which \(metric.columnName) does not"
                        + way)
            }
            if definition.kind == .snapshot, dimensions.isEmpty {
                throw ParseFailure(
                    span: metric.span,
                    message:
                        "\(metric.columnName) never adds up over time: for shares add 'by' and a dimension")
            }
        }
    }

    private func addition(_ wanted: Addition) -> Located<Addition>? {
        additions.first { $0.value == wanted }
    }
}

// MARK: - Verbs

extension Query {
    /// Refuses what a list of cases has no place for.
    func refuseForCaseList(_ definitions: [KPIDefinition]) throws(ParseFailure) {
        if metrics.count > 1 {
            throw ParseFailure(
                span: metrics[1].span, message: "'tickets' lists the cases of one KPI: ask for each by itself"
            )
        }
        if let base = bases.first {
            throw ParseFailure(
                span: base.span,
                message: "'tickets' lists the cases of the range itself: put the other under 'in'")
        }
        if let addition = additions.first {
            throw ParseFailure(
                span: addition.span,
                message: "'tickets' lists cases: there is no '\(addition.value.rawValue)' of them")
        }
        if output?.value.format == .chart, let span = output?.span {
            throw ParseFailure(span: span, message: "a list of cases is no chart")
        }
        if let definition = definitions.first, let limit = definition.withheldBelow {
            throw ParseFailure(
                span: metrics[0].span,
                message:
                    "the answers behind \(definition.key) are not listed: it would say who answered what, which "
                    + "withholding the cells of fewer than \(limit) prevents; "
                    + "ask '\(definition.key) by \(definition.dimensions.joined(separator: "' or 'by "))'")
        }
        guard let ranking, dimensions.isEmpty else { return }
        if definitions.first?.kind == .ratio {
            let word = ranking.value.end == .top ? "top" : "bottom"
            throw ParseFailure(
                span: ranking.span,
                message: "both sets of a ratio are listed whole: '\(word)' needs 'by' and a dimension to rank"
            )
        }
        guard let metric = ranking.value.metric, metric.columnName != metrics[0].columnName else { return }
        throw ParseFailure(
            span: metric.span,
            message: "cases are ranked by what they are worth: 'by \(metrics[0].writtenName)'")
    }
}
