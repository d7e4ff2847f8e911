/// What customers say about a ticket.
extension TicketStory {
    mutating func satisfactionSurvey(sentAt: Instant) -> Survey {
        var survey = Survey(kind: .csat, sentAt: sentAt, ticket: ticket.number)
        guard random.chance(ticket.channel == .chat ? 380 : 240) else { return survey }
        survey.respondedAt = sentAt + 20 + random.skewed(15_000)
        let satisfaction = random.pick(mood)
        switch random.below(1000) {
        case ..<25:  // an older tool asks from 0 to 10
            survey.scale = 0...10
            survey.score = min(10, satisfaction * 2 + 1 + random.below(2))
        case ..<40:  // a form where 1 is best, as at school
            survey.isReversed = true
            survey.score = 5 - satisfaction
        case ..<50:  // thumb up or down
            survey.scale = 0...1
            survey.score = satisfaction >= 2 ? 1 : 0
        case ..<58: break  // sent back without a tick
        case ..<66:  // the tool did not keep when it asked
            survey.sentAt = nil
            survey.score = 1 + satisfaction
        default: survey.score = 1 + satisfaction
        }
        if random.chance(60) { survey.agent = ticket.agent }
        if random.chance(100) { survey.customer = ticket.customer }
        if random.chance(220) {
            survey.comment = random.any(of: satisfaction >= 3 ? Self.praise : Self.blame)
        }
        if satisfaction <= 1 && random.chance(600) { survey.reason = random.any(of: Self.reasons) }
        return survey
    }

    mutating func effortSurvey(sentAt: Instant) -> Survey {
        var survey = Survey(kind: .ces, sentAt: sentAt, ticket: ticket.number)
        guard random.chance(260) else { return survey }
        survey.respondedAt = sentAt + 60 + random.skewed(20_000)
        let ease = min(6, random.pick(mood) + 1 + random.below(2))
        survey.score = 1 + ease
        if random.chance(80) {  // the wording of 2010: how much effort was it?
            survey.isReversed = true
            survey.scale = 1...5
            survey.score = 5 - min(4, ease * 2 / 3)
        }
        return survey
    }

    /// Satisfaction from 0 to 4.
    private var mood: Choice<Int> {
        switch annoyance {
        case 0: Self.pleased
        case 1: Self.lukewarm
        default: Self.cross
        }
    }

    private static let pleased = Choice((0, 3), (1, 4), (2, 8), (3, 31), (4, 54))
    private static let lukewarm = Choice((0, 9), (1, 11), (2, 16), (3, 32), (4, 32))
    private static let cross = Choice((0, 30), (1, 21), (2, 17), (3, 18), (4, 14))

    private static let praise: [StaticString] = [
        "Great, thank you!", "Fast and friendly 😊", "とても親切でした。", "Très bien, merci",
        "Quick answer, clear, \"just works\"", "Alles super!",
    ]
    private static let blame: [StaticString] = [
        "Took far too long", "Nobody read what I wrote.\nI had to explain it twice.", "=no answer at all",
        "Still waiting, \"tomorrow\" was last week", "返事が遅い", "Unfreundlich, nie wieder", "👎",
    ]
    private static let reasons: [StaticString] = [
        "slow answer", "not solved", "unfriendly", "had to repeat myself",
    ]
}
