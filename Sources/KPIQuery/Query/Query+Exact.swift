extension Query {
    /// The same question, every metric of it answered from the facts (`exact`).
    package var answeredFromFacts: Query {
        var query = self
        for index in query.metrics.indices { query.metrics[index].isExact = true }
        query.having?.value.metric.isExact = true
        query.ranking?.value.metric?.isExact = true
        return query
    }
}
