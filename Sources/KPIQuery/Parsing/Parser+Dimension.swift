extension Parser {
    /// A dimension that these metrics have; one that they lack becomes a problem.
    mutating func dimension(
        of metrics: [Metric], inFilter: Bool = false, except given: [DimensionName] = []
    ) throws(ParseFailure) -> Located<DimensionName> {
        let allowed = dimensions(of: metrics, inFilter: inFilter).filter { !given.contains($0) }
        expect(.dimension(allowed))
        guard token.kind == .word || token.kind == .quotedName else {
            guard token.kind == .string else { throw failure() }
            if vocabulary.dimension(named: token.text) != nil {
                throw failure("names stand in double quotes", suggestion: quotedName(token.text))
            }
            throw failure(
                inFilter ? "a dimension comes first; for one of several values, in ('…', '…')" : nil)
        }
        guard let name = vocabulary.dimension(named: token.text, isQuoted: token.kind == .quotedName) else {
            if token.kind == .word, Keyword.reserved.contains(token.text.lowercased()) { throw failure() }
            let what = expected.contains(.kpi) ? "KPI or dimension" : "dimension"
            throw failure("unknown \(what) '\(token.text)'")
        }
        let wanted = expected
        let read = advance(as: .dimension)
        if given.contains(name) {
            note("'\(name.name)' is named twice", at: read.span, expected: wanted)
        }
        check(name, at: read.span, of: metrics, inFilter: inFilter, expected: wanted)
        return Located(name, read.span)
    }

    /// Notes the first metric that lacks this dimension.
    mutating func check(
        _ name: DimensionName, at span: SourceSpan, of metrics: [Metric], inFilter: Bool,
        expected: [Expectation] = []
    ) {
        for metric in metrics {
            guard let kpi = vocabulary.kpi(named: metric.kpi.value), !kpi.takes(name, inFilter: inFilter)
            else { continue }
            let message =
                kpi.takes(name, inFilter: true)
                ? "\(kpi.key) is filtered by \(name.name), not sliced by it"
                : "\(kpi.key) has no dimension '\(name.name)'"
            note(message, at: span, expected: expected)
            return
        }
    }

    /// The dimensions that all these metrics have, in the vocabulary's order.
    func dimensions(of metrics: [Metric], inFilter: Bool) -> [DimensionName] {
        let kpis = metrics.compactMap { vocabulary.kpi(named: $0.kpi.value) }
        return vocabulary.dimensions.lazy.map(\.name).filter { name in
            kpis.allSatisfy { $0.takes(name, inFilter: inFilter) }
        }
    }
}
