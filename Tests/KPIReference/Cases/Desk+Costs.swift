/// Cases of cost: shares of ledger rows.
extension Desk {
    /// Rows by currency, the most frequent first, ties by code.
    var ledgerCurrency: String? {
        Dictionary(grouping: costs, by: \.currency).min { left, right in
            left.value.count != right.value.count
                ? left.value.count > right.value.count : bytewise(left.key, right.key)
        }?.key
    }

    /// The shares of every ledger row of a currency in the period.
    func costShares(_ moment: Moment, currency: String?) -> [Case] {
        costs.filter { $0.currency == currency }.flatMap { cost -> [Case] in
            // Spread evenly over its days.
            let dayCount = cost.periodEnd.dayNumber - cost.periodStart.dayNumber + 1
            let days = moment.period.days.filter { cost.periodStart <= $0 && $0 <= cost.periodEnd }
            return Dictionary(grouping: days, by: \.firstOfMonth).flatMap { month, days in
                shares(
                    of: cost.money * Exact(days.count) / Exact(dayCount), cost: cost,
                    over: weights(of: cost, month: month))
            }
        }
    }

    private func shares(
        of amount: Exact, cost: Cost, over weights: [(segment: Segment, weight: Instant)]
    ) -> [Case] {
        let total = weights.reduce(0) { $0 + $1.weight }
        return Dictionary(grouping: weights, by: \.segment).map { segment, weights in
            let weight = weights.reduce(0) { $0 + $1.weight }
            var segment = segment
            segment.currency = cost.currency
            segment.costCategory = cost.category
            return Case(
                segment: segment, money: amount * Exact(Int(weight)) / Exact(Int(total)),
                ledgerRow: [cost.source, cost.costID])
        }
    }

    /// What an amount is shared out over in one calendar month: the handle seconds that carry the values it
    /// names; where none were logged, the tickets created that carry them; where there are none, its own
    /// values and null for the rest.
    ///
    /// An amount names its source, and its team and channel where given.
    private func weights(of cost: Cost, month: LocalDate) -> [(segment: Segment, weight: Instant)] {
        func carriesNamedValues(_ segment: Segment) -> Bool {
            segment.source == cost.source && (cost.team.map { segment.team == $0 } ?? true)
                && (cost.channel.map { segment.channel == $0 } ?? true)
        }
        let span = Interval(calendar.zone.start(of: month), calendar.zone.start(of: month.firstOfNextMonth))
        func isInMonth(_ instant: Instant) -> Bool { span.start <= instant && instant < span.end }

        let handled = allStories.flatMap { story in
            story.interactions.filter { $0.loggedTime > 0 && isInMonth($0.occurredAt) }.map {
                (segment: segment(of: story.ticket, actingAgentID: $0.agentID), weight: $0.loggedTime)
            }
        }.filter { carriesNamedValues($0.segment) }
        if !handled.isEmpty { return handled }

        let created = allStories.map(\.ticket).filter { isInMonth($0.createdAt) }
            .map { (segment: segment(of: $0), weight: Instant(1)) }
            .filter { carriesNamedValues($0.segment) }
        if !created.isEmpty { return created }

        var named = Segment()
        named.source = cost.source
        named.team = cost.team
        named.channel = cost.channel
        return [(named, 1)]
    }
}
