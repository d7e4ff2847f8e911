/// `surveys.csv`: the surveys of tickets, and those that belong to none.
struct SurveyFile: ~Copyable {
    private var file: CSVFile
    private var count = 0

    init(in directory: String) throws(SampleError) {
        file = try CSVFile(
            path: directory + "/surveys.csv",
            columns: "survey_id,kind,sent_at,responded_at,ticket_id,customer_id,agent_id,"
                + "score,scale_min,scale_max,reversed,reason,comment")
    }

    mutating func write(_ survey: Survey) throws(SampleError) {
        count += 1
        file.identifier(.survey, count)
        file.text(survey.kind.text)
        file.instant(survey.sentAt)
        file.instant(survey.respondedAt)
        file.identifier(.ticket, survey.ticket)
        file.identifier(.customer, survey.customer)
        file.agent(survey.agent)
        file.number(survey.score)
        file.number(survey.scale?.lowerBound)
        file.number(survey.scale?.upperBound)
        file.boolean(survey.isReversed)
        file.text(survey.reason)
        file.text(survey.comment)
        try file.endRow()
    }

    mutating func finish() throws(SampleError) -> SampleSummary.File {
        try file.finish()
    }

    /// How likely customers are to recommend the shop: about one asked for every eight tickets.
    mutating func writePromoterSurveys(day: Int, _ shop: Shop) throws(SampleError) {
        for number in shop.volume.numbers(onDay: day) where number % 8 == 3 {
            var random = SplitMix64(seed: shop.seed, .promoterSurvey, number)
            let sentAt = Instant(shop.window.day(day), second: 9 * 3600 + random.below(3600))
            let customer = shop.customers[shop.customers.anyone(onDay: day, &random)]
            var survey = Survey(kind: .nps, sentAt: sentAt, customer: customer.number)
            if random.chance(310) {
                survey.respondedAt = sentAt + random.skewed(30_000)
                survey.score = random.pick(customer.segment == .vip ? Self.vipScores : Self.scores)
                if random.chance(100) { survey.scale = 0...10 }
                if random.chance(120) { survey.comment = random.any(of: Self.remarks) }
            }
            try write(survey.asKnown(before: shop.window.end))
        }
    }

    /// Every quarter, the agents are asked how they like working here.
    mutating func writeEmployeeSurveys(day: Int, _ shop: Shop) throws(SampleError) {
        guard day % 91 == 21 else { return }
        let date = shop.window.day(day)
        for agent in shop.roster.humans where agent.works(on: date) {
            var random = SplitMix64(seed: shop.seed, .employeeSurvey, day << 20 + agent.number)
            let sentAt = Instant(date, second: 8 * 3600)
            var survey = Survey(kind: .esat, sentAt: sentAt, agent: .human(agent.number))
            if random.chance(780) {
                survey.respondedAt = sentAt + random.skewed(90_000)
                survey.score = random.pick(agent.team == .night ? Self.tired : Self.content)
            }
            try write(survey.asKnown(before: shop.window.end))
        }
    }

    /// Some of the customers who leave say why.
    mutating func writeExitSurveys(_ shop: Shop) throws(SampleError) {
        for number in 0..<shop.customers.count {
            guard let churnedAt = shop.customers[number].churnedAt else { continue }
            var random = SplitMix64(seed: shop.seed, .exitSurvey, number)
            var survey = Survey(kind: .exit, sentAt: churnedAt, customer: number)
            if random.chance(300) {
                survey.respondedAt = churnedAt + 60 + random.skewed(40_000)
                survey.reason = ChurnReason.of(customer: number)
                if random.chance(500) { survey.score = random.within(1...5) }
                if random.chance(150) { survey.comment = "Maybe, one day\n– when you \"deliver\" 🚚" }
            }
            try write(survey.asKnown(before: shop.window.end))
        }
    }

    private static let scores = Choice(
        (0, 3), (1, 1), (2, 2), (3, 2), (4, 2), (5, 5), (6, 5), (7, 14), (8, 20), (9, 22), (10, 24))
    private static let vipScores = Choice((3, 4), (6, 8), (7, 10), (8, 18), (9, 28), (10, 32))
    private static let content = Choice((1, 4), (2, 8), (3, 20), (4, 42), (5, 26))
    private static let tired = Choice((1, 14), (2, 22), (3, 28), (4, 26), (5, 10))
    private static let remarks: [StaticString] = [
        "+1", "Good shop, slow parcels", "@all: love it ❤️", "品質が良い", "Zu teuer, aber gut",
    ]
}
