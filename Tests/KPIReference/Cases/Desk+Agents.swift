/// Cases of agents' time.
extension Desk {
    /// Handle seconds: all interactions, by the acting agent alone.
    func handledTime(_ moment: Moment) -> [Case] {
        allStories.flatMap { story in
            story.interactions.filter { $0.loggedTime > 0 && moment.contains($0.occurredAt) }.map {
                Case(
                    value: Double($0.loggedTime) / 1_000_000, leg: .numerator,
                    segment: segment(ofAgent: $0.agentID, source: $0.source))
            }
        }
    }

    /// Scheduled seconds of each agent in the period, overlapping shifts once.
    func scheduledTime(_ moment: Moment) -> [Case] {
        shiftTime(moment) { united($0.map(\.interval)) }
    }

    /// `available` seconds of each agent in the period; where another activity overlaps, it counts.
    func availableTime(_ moment: Moment) -> [Case] {
        shiftTime(moment) { shifts in
            subtracting(
                shifts.filter { !$0.isAvailable }.map(\.interval),
                from: shifts.filter(\.isAvailable).map(\.interval))
        }
    }

    private func shiftTime(_ moment: Moment, _ counted: ([Shift]) -> [Interval]) -> [Case] {
        let shiftsOfAgent = Dictionary(grouping: shifts) { [$0.source, $0.agentID] }
        let agents = shiftsOfAgent.keys.sorted { $0.lexicographicallyPrecedes($1) }
        return agents.map { shiftsOfAgent[$0] ?? [] }.compactMap { shifts in
            let time = coveredTime(counted(shifts), within: moment.period.part)
            guard time > 0, let shift = shifts.first else { return nil }
            return Case(
                value: Double(time) / 1_000_000, leg: .denominator,
                segment: segment(ofAgent: shift.agentID, source: shift.source))
        }
    }
}
