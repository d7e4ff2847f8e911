import Basics

/// How many things happen on each day: slow growth, the year, the week, one peak week, and noise.
///
/// Days get whole numbers that add up to the total exactly, from weights that are whole numbers too.
struct DailyVolume: Sendable {
    private let total: Int
    /// Weights of all days before the one with this number; one more entry than days.
    private let cumulated: [Int]
    let window: Window
    /// The first day of the week in which two and a half times as much happens as usual.
    let peakStart: CivilDate

    /// Weights of Monday to Sunday are about 100.
    init(total: Int, window: Window, weekdays: [Int], seed: UInt64) {
        self.total = total
        self.window = window
        let peakStart = Self.peakStart(in: window)
        self.peakStart = peakStart
        var sum = 0
        var cumulated = [0]
        for number in 0..<window.days {
            let day = window.day(number)
            var noise = SplitMix64(seed: seed, .volume, number)
            var weight = 1000 + 150 * number / 365
            weight = weight * Self.months[day.month - 1] / 100
            weight = weight * weekdays[day.weekday.index] / 100
            weight = weight * noise.within(93...107) / 100
            if (0..<7).contains(day - peakStart) { weight = weight * 5 / 2 }
            sum += weight
            cumulated.append(sum)
        }
        self.cumulated = cumulated
    }

    /// The numbers, counted from 0 over the whole span, of what happens on a day.
    func numbers(onDay day: Int) -> Range<Int> {
        count(beforeDay: day)..<count(beforeDay: day + 1)
    }

    func isPeak(_ date: CivilDate) -> Bool { (0..<7).contains(date - peakStart) }

    private func count(beforeDay day: Int) -> Int {
        total * cumulated[day] / cumulated[window.days]
    }

    private static let months = [112, 94, 93, 95, 97, 94, 90, 91, 98, 102, 112, 122]

    /// The last Black Friday week (Monday before the fourth Friday of November) that lies inside whole, else
    /// a week in the second half.
    private static func peakStart(in window: Window) -> CivilDate {
        let years = window.firstDay.year...window.until.year
        for year in years.reversed() {
            guard let november = CivilDate(year: year, month: 11, day: 1) else { continue }
            let firstFriday = november + (11 - november.weekday.index) % 7
            let monday = firstFriday + 17
            if window.contains(monday) && window.contains(monday + 6) { return monday }
        }
        return window.day(atPercent: 60)
    }
}
