extension Query {
    /// The same question, its words at other places.
    func movingSpans(_ move: (SourceSpan) -> SourceSpan) -> Query {
        var query = self
        for index in query.metrics.indices { query.metrics[index].moveSpans(move) }
        query.dimensions = dimensions.map { $0.moved(move) }
        query.grain = grain?.moved(move)
        query.range = range?.moved(move)
        query.filter = filter?.movingSpans(move)
        query.bases = bases.map { $0.moved(move) }
        query.ranking = ranking?.moved(move)
        query.ranking?.value.dimension = ranking?.value.dimension?.moved(move)
        query.ranking?.value.metric?.moveSpans(move)
        query.having = having?.moved(move)
        query.having?.value.metric.moveSpans(move)
        if let number = having?.value.number { query.having?.value.number = number.moved(move) }
        query.additions = additions.map { $0.moved(move) }
        query.output = output?.moved(move)
        query.output?.value.path = output?.value.path?.moved(move)
        return query
    }
}

extension Located {
    fileprivate func moved(_ move: (SourceSpan) -> SourceSpan) -> Located { Located(value, move(span)) }
}

extension Metric {
    fileprivate mutating func moveSpans(_ move: (SourceSpan) -> SourceSpan) {
        kpi = kpi.moved(move)
        aggregate = aggregate?.moved(move)
        window = window?.moved(move)
        span = move(span)
    }
}

extension Condition {
    fileprivate func movingSpans(_ move: (SourceSpan) -> SourceSpan) -> Condition {
        switch self {
        case .and(let parts): .and(parts.map { $0.movingSpans(move) })
        case .or(let parts): .or(parts.map { $0.movingSpans(move) })
        case .not(let part): .not(part.movingSpans(move))
        case .equal(let name, let value): .equal(name.moved(move), value.moved(move))
        case .notEqual(let name, let value): .notEqual(name.moved(move), value.moved(move))
        case .oneOf(let name, let values): .oneOf(name.moved(move), values.map { $0.moved(move) })
        case .like(let name, let value): .like(name.moved(move), value.moved(move))
        case .isNull(let name): .isNull(name.moved(move))
        case .isNotNull(let name): .isNotNull(name.moved(move))
        }
    }
}
