import Basics

/// How agents and customers talk.
extension TicketStory {
    /// The usual course: an answer, a few rounds, a resolution, sometimes all over again.
    mutating func tellAnswered() {
        let answeredAt = firstAnswer()
        rearrange(after: answeredAt)
        var now = converse(from: answeredAt)
        if ticket.category == .delivery && random.chance(110) { now = askCarrier(at: now) }
        if random.chance(30) { return getStuck(at: now) }
        now = resolve(after: now)
        now = reopen(after: now)
        conclude(at: now)
    }

    private mutating func firstAnswer() -> Instant {
        let createdAt = ticket.createdAt
        if ticket.channel == .phone {
            let answeredAt = createdAt + 5 + wait(median: 38)
            // The call is logged before the agent gets round to opening the ticket.
            let loggedAt = random.chance(40) ? createdAt + -random.within(30...240) : answeredAt
            say(Message(at: loggedAt, author: .agent, agent: ticket.agent, work: calling()))
            return answeredAt
        }
        let answeredAt = workTime(after: createdAt + 1 + wait(median: medianWait))
        if random.chance(130) { note(at: answeredAt + -random.within(0...60)) }
        reply(at: answeredAt)
        return answeredAt
    }

    /// Seconds that half of the customers of this channel wait at most for a first answer.
    private var medianWait: Int {
        let usual =
            switch ticket.channel {
            case .chat: ticket.createdAt < shop.chatRoutingStart ? 170 : 70
            case .phone: 38
            case .social: 1300
            case .web: 6400
            case .email, nil: 4800
            }
        // Mondays bring the weekend's parcels, and the returns desk starts late.
        let isBusyDesk = ticket.category == .returns && ticket.createdAt.date.weekday == .monday
        return isBusyDesk ? usual * 19 / 10 : usual
    }

    /// Rounds of question and answer.
    ///
    /// - Returns: the instant of the last answer.
    private mutating func converse(from answeredAt: Instant) -> Instant {
        var now = answeredAt
        for _ in 0..<random.pick(rounds) {
            if ticket.channel == .email || ticket.channel == .web, random.chance(700) {
                change(.status(.pending), at: now + 1)
            }
            now = now + 2 + random.skewed(customerGap)
            say(Message(at: now, author: .customer))
            if ticket.status == .pending { change(.status(.open), at: now) }
            if random.chance(150) {
                now = now + 1 + random.skewed(customerGap / 4)
                say(Message(at: now, author: .customer))
            }
            now = now + 2 + wait(median: agentGap)
            if ticket.channel != .chat { now = workTime(after: now) }
            reply(at: now)
            if random.chance(90) {
                now = now + 1 + random.varied(40)
                reply(at: now)
            }
            if random.chance(60) { note(at: now + 20) }
        }
        return now
    }

    /// Records an agent's message, by the assignee or, at times, somebody else.
    mutating func reply(at instant: Instant) {
        var writer = ticket.agent
        if writer == nil || random.chance(50) {
            let team = ticket.team ?? .firstLine
            writer = .human(shop.roster.anyone(in: team, on: instant.date, &random).number)
        } else if random.chance(4) {
            writer = random.chance(500) ? nil : .bot(1)  // a macro sent under an agent's name
        }
        var message = Message(at: instant, author: .agent, agent: writer, work: writing())
        if ticket.channel != .phone && random.chance(25) {
            message.channel = .phone
            message.work = calling()
        }
        say(message)
    }

    mutating func note(at instant: Instant) {
        guard instant >= ticket.createdAt else { return }
        var work = Work()
        work.handling = random.varied(90)
        say(Message(at: instant, author: .agent, agent: ticket.agent, isPrivate: true, work: work))
    }

    /// A question to the carrier, and its answer some time later.
    private mutating func askCarrier(at instant: Instant) -> Instant {
        change(.status(.hold), at: instant + 5)
        note(at: instant + 10)
        let heardAt = instant + 3600 + random.skewed(80_000)
        say(Message(at: heardAt, author: .thirdParty))
        change(.status(.open), at: heardAt)
        let repliedAt = workTime(after: heardAt + wait(median: 4000))
        reply(at: repliedAt)
        return repliedAt
    }

    /// The customer never comes back, or the ticket is forgotten.
    private mutating func getStuck(at instant: Instant) {
        change(.status(random.chance(600) ? .pending : .open), at: instant + 10)
    }

    /// A correction of what the ticket is about, and of who has it.
    private mutating func rearrange(after answeredAt: Instant) {
        if random.chance(400), let agent = ticket.agent {
            change(.agent(agent), at: answeredAt + -min(20, answeredAt - ticket.createdAt))
        }
        if random.chance(45) {
            change(.priority(random.chance(700) ? .high : .urgent), at: answeredAt + 30)
        }
        if random.chance(30) { change(.category(random.any(of: Category.allCases)), at: answeredAt + 40) }
        if random.chance(70) {
            let team: Team = random.chance(500) ? .payments : .vipCare
            if random.chance(700) { change(.team(team), at: answeredAt + 50) }
            let agent = shop.roster.anyone(in: team, on: answeredAt.date, &random)
            change(.agent(.human(agent.number)), at: answeredAt + 51)
            annoyance += 1
        }
    }

    private var rounds: Choice<Int> {
        switch ticket.channel {
        case .chat: Self.chatRounds
        case .phone: Self.phoneRounds
        case .email, .web, .social, nil: Self.letterRounds
        }
    }

    private var customerGap: Int {
        switch ticket.channel {
        case .chat: 45
        case .phone: 70_000
        case .social: 2400
        case .email, .web, nil: 17_000
        }
    }

    private var agentGap: Int {
        switch ticket.channel {
        case .chat: 55
        case .phone: 14_000
        case .social: 2400
        case .email, .web, nil: 6000
        }
    }

    private static let chatRounds = Choice((0, 18), (1, 30), (2, 26), (3, 14), (4, 7), (6, 4), (9, 1))
    private static let letterRounds = Choice((0, 52), (1, 27), (2, 12), (3, 6), (5, 3))
    private static let phoneRounds = Choice((0, 86), (1, 11), (2, 3))
}
