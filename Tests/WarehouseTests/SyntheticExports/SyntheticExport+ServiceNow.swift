extension SyntheticExport {
    /// A log of incidents that are worked on, resolved, opened again and corrected, with times of both forms.
    static func serviceNow(_ random: inout SplitMix) -> SyntheticExport {
        let groups = (1...9).map { incident(number: $0, &random) }
        return SyntheticExport(
            mapping: "servicenow", groups: groups, companions: [], companionStems: [:]
        ) { stem, lines in
            (
                name: "\(stem).csv",
                text: ServiceNowTests.log(lines.map { $0.split(separator: ",").map(String.init) })
            )
        }
    }

    private static func incident(number: Int, _ random: inout SplitMix) -> [Record] {
        let day = random.number(1...9)
        func time(_ minute: Int) -> String {
            let hour = minute / 60
            return "\(day)/3/2016 \(hour < 10 ? "0" : "")\(hour):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        }
        var minute = random.number(0...300)
        let opened = time(minute)
        let count = random.number(2...6)
        let firstLate = random.number(1...count)
        var records: [Record] = []
        for change in 0..<count {
            // Often within the same minute, where only the number of changes tells which is the last.
            minute += random.chance(60) ? 0 : random.number(1...100)
            let state = ["New", "Active", "Awaiting User Info", "Resolved", "Closed", "-100"][
                random.number(0...5)]
            let isOver = state == "Resolved" || state == "Closed"
            let isLate = change >= firstLate
            // A correction says the same change again, otherwise.
            for group in 0..<(random.chance(30) ? 2 : 1) {
                let updated = time(minute) + (random.chance(50) ? ":00" : "")
                let row = [
                    "INC\(number)", state, "\(change)", updated, opened, isOver ? time(minute) : "?",
                    "?", "Group \(random.number(1...3))", "Resolver \(group)", "2 - High", "Phone",
                ]
                records.append(
                    Record(stem: "incident_event_log", text: row.joined(separator: ","), isLate: isLate))
            }
        }
        return records
    }
}
