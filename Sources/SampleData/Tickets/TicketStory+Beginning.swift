/// How tickets begin, and those that never get as far as an agent.
extension TicketStory {
    /// The help desk takes the ticket in: first message, automatic acknowledgement.
    mutating func arrive() {
        let createdAt = ticket.createdAt
        if random.chance(300) { change(.status(.new), at: createdAt) }
        guard !ticket.isOutbound else { return }
        switch ticket.channel {
        case .email, .web, .social:
            if random.chance(640) { say(Message(at: createdAt, author: .customer)) }
            if random.chance(450) { say(Message(at: createdAt + 1, author: .system)) }
            if random.chance(70) {
                say(Message(at: createdAt + random.skewed(1500), author: .customer))
            }
        case .chat:
            if random.chance(900) { say(Message(at: createdAt, author: .customer)) }
        case .phone, nil: break
        }
    }

    /// A bot answers first.
    ///
    /// - Returns: when the customer wrote last.
    mutating func greetByBot() -> Instant {
        var now = ticket.createdAt + 1 + random.below(6)
        say(Message(at: now, author: .bot, agent: .bot(0)))
        for _ in 0..<random.below(3) {
            now = now + 5 + random.skewed(30)
            say(Message(at: now, author: .customer))
            now = now + 2
            say(Message(at: now, author: .bot, agent: random.chance(900) ? .bot(0) : nil))
        }
        return now
    }

    /// The bot's answer was enough.
    mutating func settleByBot(at left: Instant) {
        let resolvedAt = left + 30 + random.skewed(120)
        change(.agent(.bot(random.below(shop.roster.bots))), at: left)
        change(.status(.resolved), at: resolvedAt)
        if random.chance(120) { annoyance = 2 }
        askForRating(after: resolvedAt)
    }

    /// Spam, tests, deleted and merged tickets; a few were answered before somebody noticed.
    mutating func tellExcluded() {
        say(Message(at: ticket.createdAt, author: .customer))
        let noticedAt = ticket.createdAt + 60 + random.skewed(7200)
        if random.chance(150) {
            say(Message(at: noticedAt, author: .agent, agent: ticket.agent, work: writing()))
        }
        switch ticket.exclusion {
        case .merged, .spam: change(.status(.closed), at: noticedAt + 5)
        case .test: change(.status(.resolved), at: noticedAt + 5)
        case .deleted, nil: break
        }
    }

    /// The shop writes first: a delay, a recall, a missing address.
    mutating func tellOutbound() {
        let createdAt = ticket.createdAt
        say(Message(at: createdAt, author: .agent, agent: ticket.agent, work: writing()))
        if random.chance(350) {
            let askedAt = createdAt + 300 + random.skewed(30_000)
            say(Message(at: askedAt, author: .customer))
            guard !random.chance(100) else { return change(.status(.open), at: askedAt) }
            let repliedAt = workTime(after: askedAt + wait(median: 12_000))
            say(Message(at: repliedAt, author: .agent, agent: ticket.agent, work: writing()))
            change(.status(.resolved), at: repliedAt)
        } else {
            change(.status(.resolved), at: createdAt + (random.chance(500) ? 0 : random.skewed(90_000)))
        }
    }
}
