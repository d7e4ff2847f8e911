/// Throws the dice for questions that fit a messy data set.
package struct QueryMaker {
    private var dice: Dice
    private let data: MessyData
    private let segments: [Segment]

    package init(data: MessyData, seed: UInt64) {
        dice = Dice(seed: seed)
        self.data = data
        let desk = Desk(dataSet: data.dataSet, settings: data.settings)
        segments = desk.allStories.map { desk.segment(of: $0.ticket) }
    }

    /// A question about one KPI, by up to two dimensions, with or without grain and filter.
    ///
    /// Its values occur on reportable tickets.
    package mutating func query(about kpi: KPI) -> Query {
        var metric = Metric(kpi)
        if kpi.hasBusinessClock, dice.chance(40) { _ = metric.apply("business") }
        let words = ["mean", "median", "p90", "p95", "p50", "min", "max", "sum", "24h", "72h", "7d"]
        if dice.chance(80), let word = dice.pick(words) { _ = metric.apply(word) }
        let from = data.first.adding(days: dice.number(-2...6))
        var query = Query(metrics: [metric], from: from, to: from.adding(days: dice.number(0...16)))
        if dice.chance(25) {
            // Whole months, for what is kept by month.
            query.from = from.firstOfMonth
            let next = from.firstOfNextMonth
            query.to = (dice.chance(50) ? next : next.firstOfNextMonth).adding(days: -1)
        }
        let isOfLedger = kpi == .cost || kpi == .costPerResolution
        let candidates =
            (Dimension.ofTickets + [.attribute("brand"), .attribute("shop area"), .costCategory])
            .filter { kpi.has($0) }
        query.dimensions = Array(candidates.shuffled(using: &dice).prefix(dice.pick(0, 1, 1, 2)))
        let grains: [Grain?] = [nil, .daily, .daily, .weekly, .monthly, .quarterly, .yearly]
        query.grain = dice.pick(grains) ?? nil
        if dice.chance(10), !isOfLedger {
            query.grain = .hourly
            query.to = min(query.to, query.from.adding(days: 2))
        }
        if dice.chance(35) { query.condition = condition(candidates) }
        query.hasBounds = dice.chance(50)
        return query
    }

    private mutating func condition(_ candidates: [Dimension], depth: Int = 0) -> Condition? {
        // What is said of amounts and what is said of tickets is not mixed here.
        guard let dimension = dice.pick(candidates.filter { !$0.isOfLedger }) else { return nil }
        if depth < 2, dice.chance(35),
            let left = condition(candidates, depth: depth + 1),
            let right = condition(candidates, depth: depth + 1)
        {
            return dice.pick(.and(left, right), .or(left, right), .not(left))
        }
        let values = Set(segments.compactMap { $0[dimension].text }).sorted()
        guard let value = dice.pick(values) else { return .isNull(dimension) }
        return dice.pick(
            .equals(dimension, value), .differs(dimension, value),
            .isIn(dimension, Array(values.shuffled(using: &dice).prefix(2))), .isNull(dimension),
            .isNotNull(dimension), .like(dimension, value.prefix(1) + "%"))
    }
}
