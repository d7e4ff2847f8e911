/// Answers questions by reading kpis.md to the letter, row by row: slow, and meant to be believed.
package struct Reference {
    private let desk: Desk

    package init(dataSet: DataSet, settings: Settings = Settings()) {
        desk = Desk(dataSet: dataSet, settings: settings)
    }

    /// The rows of an answer, as kpi-query.md orders them.
    package func answer(_ query: Query, asOf: Instant) throws(Refusal) -> Answer {
        for metric in query.metrics { try check(metric, query) }
        let currency = try currency(of: query)
        let periods = desk.calendar.periods(from: query.from, to: query.to, grain: query.grain)
        // cases[metric][period]
        var cases: [[[Case]]] = []
        for metric in query.metrics {
            var ofMetric: [[Case]] = []
            for period in periods {
                let moment = Moment(period: period, asOf: asOf)
                ofMetric.append(
                    desk.cases(of: metric, in: moment, currency: currency).filter {
                        isMeant($0, metric: metric, query)
                    })
            }
            cases.append(ofMetric)
        }
        let combinations = combinations(query, cases: cases)
        var rows: [AnswerRow] = []
        for (periodIndex, period) in periods.enumerated() {
            let columns = query.metrics.indices.map { metric in
                cells(
                    of: query.metrics[metric], cases: cases[metric][periodIndex], combinations, query,
                    currency: currency)
            }
            let ofPeriod = combinations.indices.map { index in
                AnswerRow(
                    period: period.label, members: combinations[index],
                    agentName: agentName(query, combinations[index]), cells: columns.map { $0[index] })
            }
            rows += ofPeriod.sorted(by: Reference.precedes)
        }
        return Answer(
            query: query, rows: rows, currency: currency,
            otherCurrencyCount: desk.costs.filter { $0.currency != currency }.count,
            excluded: excludedCount(query, periods), waiting: desk.waitingCount)
    }

    // MARK: Which cases

    /// Whether a case passes the filter.
    ///
    /// Of cost_per_resolution, what the filter says of the ledger's own dimensions selects amounts, not
    /// tickets.
    private func isMeant(_ one: Case, metric: Metric, _ query: Query) -> Bool {
        guard let condition = query.condition else { return true }
        let isOfTickets = metric.kpi == .costPerResolution && one.leg == .denominator
        return condition.conjuncts.allSatisfy { conjunct in
            (isOfTickets && conjunct.dimensions.contains(where: \.isOfLedger))
                || conjunct.holds(for: one.segment, isMember: isMember)
        }
    }

    /// Whether a written value means a member.
    ///
    /// An agent is named by id, in any source, or by a name.
    private func isMember(_ dimension: Dimension, _ member: Member, _ value: String) -> Bool {
        guard dimension == .agent, let agentID = member.text, let source = member.agentSource
        else { return member.text == value }
        if desk.agentIDs.contains(value) { return agentID == value }
        return desk.agents[[source, agentID]]?.name == value
    }

    /// Every combination of members with a case of any metric in the range, in dimension order.
    ///
    /// A case of either leg of a ratio makes a combination. AMBIGUOUS: whether a grain without dimension
    /// and without any case has rows. Reading: "buckets without cases appear".
    private func combinations(_ query: Query, cases: [[[Case]]]) -> [[Member]] {
        guard !query.dimensions.isEmpty else { return [[]] }
        var found: Set<[Member]> = []
        for (metric, ofMetric) in zip(query.metrics, cases) {
            for one in ofMetric.joined() where missingDimensions(of: one, metric, query).isEmpty {
                found.insert(query.dimensions.map { one.segment[$0] })
            }
        }
        return found.sorted { left, right in
            zip(left, right).first { $0 != $1 }.map { Member.precedes($0, $1) } ?? false
        }
    }

    /// The query's dimensions that a case has nothing to say of: cost_per_resolution divides by the
    /// resolved tickets "of the other dimensions".
    private func missingDimensions(of one: Case, _ metric: Metric, _ query: Query) -> [Dimension] {
        metric.kpi == .costPerResolution && one.leg == .denominator
            ? query.dimensions.filter(\.isOfLedger) : []
    }

    // MARK: Cells

    private func cells(
        of metric: Metric, cases: [Case], _ combinations: [[Member]], _ query: Query, currency: String?
    ) -> [Cell] {
        let byCombination = combinations.map { combination in
            cases.filter { one in
                let missing = missingDimensions(of: one, metric, query)
                return zip(query.dimensions, combination).allSatisfy { dimension, member in
                    missing.contains(dimension) || one.segment[dimension] == member
                }
            }
        }
        guard case .money = metric.kpi.summary else {
            return byCombination.map { Cell(metric: metric, cases: $0, currency: currency) }
        }
        // The cells of one period are rounded together.
        let amounts = byCombination.map { $0.reduce(Exact(0)) { $0 + $1.money } }
        return zip(Money.roundedCells(amounts, currency: currency), byCombination).map { amount, cases in
            Cell(value: amount.doubleValue, count: Set(cases.map(\.ledgerRow)).count)
        }
    }

    private func agentName(_ query: Query, _ combination: [Member]) -> String? {
        guard let index = query.dimensions.firstIndex(of: .agent), let agentID = combination[index].text,
            let source = combination[index].agentSource
        else { return nil }
        return desk.agents[[source, agentID]]?.name
    }

    /// The first metric descending, then the dimensions.
    ///
    /// AMBIGUOUS: where a null value comes. Reading: last.
    private static func precedes(_ left: AnswerRow, _ right: AnswerRow) -> Bool {
        let leftValue = left.cells.first?.value ?? -.infinity
        let rightValue = right.cells.first?.value ?? -.infinity
        if leftValue != rightValue { return leftValue > rightValue }
        return zip(left.members, right.members).first { $0 != $1 }.map { Member.precedes($0, $1) } ?? false
    }

    private func excludedCount(_ query: Query, _ periods: [Period]) -> Int {
        desk.excludedTickets.filter { ticket in
            periods.contains { $0.part.start <= ticket.createdAt && ticket.createdAt < $0.part.end }
                && (query.condition?.conjuncts ?? []).allSatisfy { conjunct in
                    conjunct.dimensions.contains(where: \.isOfLedger)
                        || conjunct.holds(for: desk.segment(of: ticket), isMember: isMember)
                }
        }.count
    }
}

/// Refusals.
extension Reference {
    private func check(_ metric: Metric, _ query: Query) throws(Refusal) {
        let named = query.dimensions + (query.condition?.dimensions ?? [])
        for dimension in named where !metric.kpi.has(dimension) {
            throw Refusal("\(metric.kpi.rawValue) has no \(dimension.name)")
        }
        if query.dimensions.contains(.currency) { throw Refusal("by currency") }
        // An agent is named by an id, or by a name that is unique.
        for value in query.condition?.values(of: .agent) ?? [] where !desk.agentIDs.contains(value) {
            let named = desk.agents.values.filter { $0.name == value }
            if named.count > 1 { throw Refusal("more than one agent is named \(value)") }
        }
        let isOfLedger = metric.kpi == .cost || metric.kpi == .costPerResolution
        // AMBIGUOUS: cost by hour. Reading: its anchor is the day, so there is no answer.
        if isOfLedger, query.grain == .hourly { throw Refusal("cost by hour") }
        // A condition that mixes amounts and tickets says nothing of the tickets to divide by.
        guard metric.kpi == .costPerResolution else { return }
        for conjunct in query.condition?.conjuncts ?? [] {
            let ofLedger = conjunct.dimensions.filter(\.isOfLedger).count
            if ofLedger != 0 && ofLedger != conjunct.dimensions.count {
                throw Refusal("a condition on amounts or tickets")
            }
        }
    }

    /// The one currency of the answer: the filter's, else the setting's, else the ledger's.
    private func currency(of query: Query) throws(Refusal) -> String? {
        var filtered: String?
        for conjunct in query.condition?.conjuncts ?? [] where conjunct.dimensions.contains(.currency) {
            guard case .equals(.currency, let currency) = conjunct, filtered == nil
            else { throw Refusal("one currency at a time") }
            filtered = currency
        }
        return filtered ?? desk.settings.currency ?? desk.ledgerCurrency
    }
}

extension Cell {
    /// The value of cases that are no money of their own.
    init(metric: Metric, cases: [Case], currency: String?) {
        let values = cases.map(\.value)
        self.init(value: nil, count: cases.count, bounds: nil)
        switch metric.kpi.summary {
        case .count: value = Double(cases.count)
        case .duration:
            switch metric.aggregate ?? .percentile(50) {
            case .percentile(let percent): value = Statistics.percentile(percent, of: values)
            case .mean:
                value = Statistics.mean(of: values)
                bounds = Statistics.meanBounds(of: values)
            case .min: value = values.min()
            case .max: value = values.max()
            // AMBIGUOUS: the sum over no cases ("null rate, 0 count"). Reading: 0, it adds up like a count.
            case .sum: value = values.reduce(0, +)
            }
        case .proportion:
            // esat: a cell with fewer than 5 answers is withheld, its interval with it.
            if metric.kpi == .esat, cases.count < 5 { return }
            value = Statistics.mean(of: values).map { $0 * 100 }
            bounds = Statistics.wilsonBounds(hits: values.filter { $0 == 1 }.count, count: cases.count)
        case .mean:
            value = Statistics.mean(of: values)
            bounds = Statistics.meanBounds(of: values)
        case .netPromoterScore:
            value = Statistics.mean(of: values)
            bounds = Statistics.scoreBounds(of: values)
        case .ratio(let factor, let counts):
            let numerator = cases.filter { $0.leg == .numerator }
            let denominator = cases.filter { $0.leg == .denominator }
            let divisor = denominator.reduce(0) { $0 + $1.value } / (metric.kpi == .productivity ? 3600 : 1)
            value = divisor > 0 ? factor * numerator.reduce(0) { $0 + $1.value } / divisor : nil
            count = counts == .numerator ? numerator.count : denominator.count
        case .money, .moneyPerResolution:
            // Cost (unrounded) ÷ tickets resolved, then rounded.
            let resolved = cases.filter { $0.leg == .denominator }.count
            let amount = cases.filter { $0.leg == .numerator }.reduce(Exact(0)) { $0 + $1.money }
            value =
                resolved == 0
                ? nil : Money.rounded(amount / Exact(resolved), currency: currency).doubleValue
            count = resolved
        }
    }
}
