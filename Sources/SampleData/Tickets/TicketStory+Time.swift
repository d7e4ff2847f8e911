import Basics

/// How long things take.
extension TicketStory {
    /// A customer's wait for an agent.
    mutating func wait(median: Int) -> Int {
        var typical = median * (ticket.priority ?? .normal).waitPercent / 100
        if case .human(let number) = ticket.agent {
            typical = typical * shop.roster.humans[number].pacePercent / 100
        }
        if shop.volume.isPeak(ticket.createdAt.date) { typical = typical * 17 / 10 }
        if ticket.segment == .vip { typical = typical * 6 / 10 }
        let seconds = random.skewed(typical)
        if seconds > 4 * median { annoyance += 1 }
        return seconds
    }

    /// The instant itself where someone is at work, else some time after they are back.
    ///
    /// Chats and calls are taken round the clock, letters from 6 to 20 o'clock (UTC), on Saturdays to 15.
    mutating func workTime(after instant: Instant) -> Instant {
        guard ticket.channel != .chat, ticket.channel != .phone else { return instant }
        var date = instant.date
        let closing = date.weekday == .saturday ? 15 : 20
        if date.weekday != .sunday {
            if instant.hour < 6 { return opening(of: date) }
            if instant.hour < closing { return instant }
        }
        repeat { date = date + 1 } while date.weekday == .sunday
        return opening(of: date)
    }

    private mutating func opening(of date: CivilDate) -> Instant {
        Instant(date, second: 6 * 3600 + random.skewed(2400))
    }

    /// Time logged for a written message; one in eight agents' messages has none.
    mutating func writing() -> Work {
        guard !random.chance(125) else { return Work() }
        var work = Work()
        work.handling = pace(random.varied(ticket.channel == .chat ? 80 : 370))
        if ticket.channel == .chat { work.communicationTenths = 10 * random.varied(30) }
        if ticket.category == .payment && random.chance(200) { work.technical = random.skewed(150) }
        return work
    }

    /// Time logged for a call.
    mutating func calling() -> Work {
        var work = Work()
        work.communicationTenths = pace(random.skewed(2600))
        work.handling = random.chance(900) ? random.varied(70) : 0
        if random.chance(40) { work.technical = random.skewed(200) }
        return work
    }

    private func pace(_ time: Int) -> Int {
        guard case .human(let number) = ticket.agent else { return time }
        return time * (100 + shop.roster.humans[number].pacePercent) / 200
    }
}
