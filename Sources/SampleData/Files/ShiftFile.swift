import Basics

/// `shifts.csv`: who is planned for what, day by day.
struct ShiftFile: ~Copyable {
    private var file: CSVFile
    private var count = 0
    private let shop: Shop

    static func write(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var shifts = try ShiftFile(shop, in: directory)
        for day in 0..<shop.window.days {
            for agent in shop.roster.humans { try shifts.write(agent, day: day) }
        }
        return try shifts.file.finish()
    }

    private init(_ shop: Shop, in directory: String) throws(SampleError) {
        self.shop = shop
        file = try CSVFile(
            path: directory + "/shifts.csv", columns: "shift_id,agent_id,starts_at,ends_at,activity")
    }

    private mutating func write(_ agent: Agent, day: Int) throws(SampleError) {
        let date = shop.window.day(day)
        var random = SplitMix64(seed: shop.seed, .shift, day << 20 + agent.number)
        guard agent.works(on: date), !isOff(agent, on: date), !random.chance(35) else { return }
        let start = Instant(date, second: startingHour(of: agent) * 3600 + 900 * random.below(2))
        let end = start + shop.roster.shiftHours * 3600
        let middle = start + shop.roster.shiftHours * 1800
        try write(agent, start, end, .available)
        if shop.roster.shiftHours > 6 || random.chance(300) {
            try write(agent, middle, middle + 1800, .pause)
        }
        if date.weekday == .tuesday && agent.team != .night {
            try write(agent, start + 3600, start + 3600 + 2700, .meeting)
        }
        if date.weekday == .thursday && date.day <= 7 { try write(agent, end + -5400, end, .training) }
        // Overtime, entered with an overlap, as planning tools let people do.
        if random.chance(shop.volume.isPeak(date) ? 250 : 25) {
            try write(agent, end + -3600, end + 5400, .available)
        }
    }

    private mutating func write(
        _ agent: Agent, _ start: Instant, _ end: Instant, _ activity: Activity
    ) throws(SampleError) {
        guard end < shop.window.end else { return }
        count += 1
        file.identifier(.shift, count)
        file.agent(.human(agent.number))
        file.instant(start)
        file.instant(end)
        file.text(activity == .available && count % 6 == 0 ? nil : activity.text)
        try file.endRow()
    }

    /// Two days off a week, not everybody's at the weekend.
    private func isOff(_ agent: Agent, on date: CivilDate) -> Bool {
        let days: [[Weekday]] = [
            [.saturday, .sunday], [.sunday, .monday], [.sunday, .wednesday], [.saturday, .sunday],
            [.friday, .saturday],
        ]
        return days[agent.number % 5].contains(date.weekday)
    }

    private func startingHour(of agent: Agent) -> Int {
        agent.team == .night ? 21 : [6, 7, 8, 9, 11][agent.number / 2 % 5]
    }
}

private enum Activity {
    case available, pause, meeting, training

    var text: StaticString {
        switch self {
        case .available: "available"
        case .pause: "break"
        case .meeting: "meeting"
        case .training: "training"
        }
    }
}
