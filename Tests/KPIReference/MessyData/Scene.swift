/// The stretch of days in which a messy data set plays: around a change of the clock where the zone has
/// one, so that local midnights and doubled hours are among its instants.
struct Scene: Sendable {
    let zone: Zone
    let first: LocalDate
    let dayCount: Int

    /// Zones with a day on which the clock changes, or the year turns.
    private static let stages: [(zone: String, day: String)] = [
        ("UTC", "2026-01-01"),
        ("Europe/Berlin", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25"),
        ("America/New_York", "2026-03-08"),
        ("America/Havana", "2025-11-02"),
        ("Atlantic/Azores", "2026-10-25"),
        ("Australia/Lord_Howe", "2026-04-05"),
        ("Asia/Kathmandu", "2026-02-28"),
        ("America/Sao_Paulo", "2018-11-04"),
    ]

    init(dice: inout Dice) {
        let stage = dice.pick(Scene.stages) ?? Scene.stages[0]
        zone = Zone(stage.zone) ?? .utc
        let day = LocalDate(stage.day) ?? LocalDate(dayNumber: 20_000)
        first = day.adding(days: -dice.number(4...8))
        dayCount = dice.number(12...20)
    }

    var last: LocalDate { first.adding(days: dayCount - 1) }
    var start: Instant { zone.start(of: first) }
    var end: Instant { zone.start(of: first.adding(days: dayCount)) }

    /// An instant in whole milliseconds, with a liking for the awkward ones: local midnights and hours to
    /// the millisecond, and the same instants again and again.
    func instant(_ dice: inout Dice) -> Instant {
        let day = first.adding(days: dice.number(0...dayCount - 1))
        switch dice.number(1...10) {
        case 1...2:
            return zone.start(of: day) + Instant(dice.pick(0, 0, 1, -1)) * 1000
        case 3...4:
            return zone.instant(on: day, timeOfDay: Instant(dice.number(0...5)) * .hour)
                + Instant(dice.pick(0, 0, 1, -1)) * 1000
        case 5:
            return zone.instant(on: day, timeOfDay: 12 * .hour)
        default:
            return start + Instant(dice.number(0...Int((end - start) / 1000) - 1)) * 1000
        }
    }

    /// An instant near another one: at it, before it, or a limit of some definition after it.
    func instant(near other: Instant, _ dice: inout Dice) -> Instant {
        let limits: [Instant] = [
            0, 0, 1000, -1000, .minute, 15 * .minute, 15 * .minute + 1000, 30 * .minute,
            30 * .minute + 1000, .hour, .hour + 1000, 24 * .hour, 72 * .hour, 72 * .hour + 1000, 7 * .day,
            7 * .day + 1000, -.hour,
        ]
        return dice.chance(60)
            ? other + (dice.pick(limits) ?? 0)
            : other + Instant(dice.number(0...400_000)) * 1_000_000 / Instant(dice.pick(1, 10, 1000))
                / 1000 * 1000
    }
}
