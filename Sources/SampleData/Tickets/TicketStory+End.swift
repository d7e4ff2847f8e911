/// How tickets end, and do not end yet.
extension TicketStory {
    /// - Returns: the instant of the resolution.
    mutating func resolve(after answeredAt: Instant) -> Instant {
        let pause: Int
        switch ticket.channel {
        case .chat: pause = 20 + random.skewed(90)
        case .phone: pause = 240 + random.skewed(120)
        case .email, .web, .social, nil: pause = random.chance(480) ? 0 : 600 + random.skewed(70_000)
        }
        let resolvedAt = answeredAt + pause
        change(.status(.resolved), at: resolvedAt)
        return resolvedAt
    }

    /// The customer comes back, once or several times.
    ///
    /// - Returns: the instant of the last resolution.
    mutating func reopen(after resolution: Instant) -> Instant {
        var resolvedAt = resolution
        var odds =
            switch ticket.category {
            case .returns: 130
            case .complaint: 160
            default: 80
            }
        while random.chance(odds), resolvedAt < shop.window.end {
            var reopenedAt = resolvedAt + 120 + random.skewed(60_000)
            if random.chance(50) {
                change(.status(.closed), at: reopenedAt)
                reopenedAt = reopenedAt + 3600 + random.skewed(40_000)
            }
            if random.chance(900) { say(Message(at: reopenedAt, author: .customer)) }
            change(.status(.open), at: reopenedAt)
            annoyance += 2
            guard !random.chance(40) else { return reopenedAt }
            let repliedAt = workTime(after: reopenedAt + 10 + wait(median: 7000))
            reply(at: repliedAt)
            resolvedAt = resolve(after: repliedAt)
            odds = 200
        }
        return resolvedAt
    }

    /// After the last resolution: thanks, a late answer, a survey, the automatic closing.
    mutating func conclude(at resolvedAt: Instant) {
        guard ticket.status?.isResolved == true else { return }
        if random.chance(80) {
            say(Message(at: resolvedAt + 60 + random.skewed(2400), author: .customer))
        }
        if random.chance(12) { reply(at: resolvedAt + 60 + random.skewed(5000)) }
        askForRating(after: resolvedAt)
        guard random.chance(780) else { return }
        let closedAt = resolvedAt + (ticket.channel == .chat ? 0 : 4 * 86_400)
        if random.chance(300) { say(Message(at: closedAt, author: .system)) }
        change(.status(.closed), at: closedAt)
    }

    /// Asks some customers how it was.
    mutating func askForRating(after resolvedAt: Instant) {
        guard ticket.customer != nil else { return }
        if random.chance(520) { send(satisfactionSurvey(sentAt: resolvedAt + 3600)) }
        if random.chance(90) { send(effortSurvey(sentAt: resolvedAt + 7200)) }
    }
}
