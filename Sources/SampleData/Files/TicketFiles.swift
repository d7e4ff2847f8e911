/// The four files that tickets' stories fill: tickets, interactions, ticket_events and, together with the
/// surveys that belong to no ticket, surveys.
struct TicketFiles: ~Copyable {
    private var tickets: CSVFile
    private var interactions: CSVFile
    private var events: CSVFile
    private var surveys: SurveyFile
    private var interactionCount = 0
    private var eventCount = 0

    init(in directory: String) throws(SampleError) {
        let tickets = try CSVFile(
            path: directory + "/tickets.csv",
            columns:
                "ticket_id,created_at,direction,customer_id,agent_id,team,channel,category,product,priority,"
                + "status,resolved_at,closed_at,subject,tags,order_id,excluded,merged_into,schedule_id,"
                + "brand,order_value_band")
        let interactions = try CSVFile(
            path: directory + "/interactions.csv",
            columns: "interaction_id,ticket_id,occurred_at,author,agent_id,visibility,channel,"
                + "handling_seconds,communication_seconds,technical_seconds")
        let events = try CSVFile(
            path: directory + "/ticket_events.csv", columns: "event_id,ticket_id,occurred_at,field,value")
        let surveys = try SurveyFile(in: directory)
        // Only now: a half-initialised noncopyable value could not be left by a throw.
        self.tickets = tickets
        self.interactions = interactions
        self.events = events
        self.surveys = surveys
    }

    /// Tells every ticket's story, day by day.
    mutating func write(_ shop: Shop) throws(SampleError) {
        var recent = RecentTickets(ticketsPerDay: shop.tickets / shop.window.days)
        var story = TicketStory(
            of: Ticket(number: 0, createdAt: shop.window.start), shop: shop,
            SplitMix64(seed: shop.seed, .ticket))
        for day in 0..<shop.window.days {
            let numbers = shop.volume.numbers(onDay: day)
            // One ticket in 37 comes late, after the day's others.
            for isLate in [false, true] {
                for number in numbers where (number % 37 == 11) == isLate {
                    var random = SplitMix64(seed: shop.seed, .ticket, number)
                    let second = DayClock.tickets.second(
                        position: number - numbers.lowerBound, of: numbers.count, &random)
                    let ticket = Ticket.opened(
                        number: number, at: Instant(shop.window.day(day), second: second), day: day,
                        shop: shop, recent: recent, &random)
                    story.tell(ticket, random)
                    recent.remember(ticket)
                    try write(story)
                }
            }
            try surveys.writePromoterSurveys(day: day, shop)
            try surveys.writeEmployeeSurveys(day: day, shop)
        }
        try surveys.writeExitSurveys(shop)
    }

    /// - Returns: what was written, in the order of the contract.
    mutating func finish() throws(SampleError) -> [SampleSummary.File] {
        [try tickets.finish(), try interactions.finish(), try events.finish(), try surveys.finish()]
    }

    private mutating func write(_ story: borrowing TicketStory) throws(SampleError) {
        try write(story.ticket)
        for message in story.messages { try write(message, of: story.ticket) }
        for change in story.changes { try write(change, of: story.ticket) }
        for survey in story.surveys { try surveys.write(survey) }
    }

    private mutating func write(_ ticket: Ticket) throws(SampleError) {
        tickets.identifier(.ticket, ticket.number)
        tickets.instant(ticket.createdAt)
        tickets.text(ticket.isOutbound ? "outbound" : ticket.number % 5 == 0 ? nil : "inbound")
        tickets.identifier(.customer, ticket.customer)
        tickets.agent(ticket.agent)
        tickets.text(ticket.team?.text)
        tickets.text(ticket.channel?.text)
        tickets.text(ticket.category?.text)
        tickets.text(ticket.product?.text)
        tickets.text(ticket.priority?.text)
        tickets.text(ticket.status?.text)
        tickets.instant(ticket.resolvedAt)
        tickets.instant(ticket.closedAt)
        tickets.subject(ticket.subject)
        tickets.text(ticket.tags)
        tickets.identifier(.order, ticket.order?.number)
        tickets.text(ticket.exclusion?.text)
        tickets.identifier(.ticket, ticket.mergedInto)
        tickets.text(ticket.schedule?.text)
        tickets.text(ticket.brand?.text)
        tickets.text(ticket.order?.valueBand)
        try tickets.endRow()
    }

    private mutating func write(_ message: Message, of ticket: Ticket) throws(SampleError) {
        interactionCount += 1
        interactions.identifier(.interaction, interactionCount)
        interactions.identifier(.ticket, ticket.number)
        interactions.instant(message.at, form(of: message, in: ticket))
        interactions.text(message.author.text)
        interactions.agent(message.agent)
        interactions.text(message.isPrivate ? "private" : interactionCount % 8 == 0 ? nil : "public")
        interactions.text((message.channel ?? ticket.channel)?.text)
        interactions.number(message.work.handling)
        interactions.tenths(message.work.communicationTenths)
        interactions.number(message.work.technical)
        try interactions.endRow()
    }

    /// Each channel's tool writes instants its own way.
    private func form(of message: Message, in ticket: Ticket) -> InstantForm {
        switch message.channel ?? ticket.channel {
        case .chat: .milliseconds(interactionCount * 389 % 1000)
        case .phone: .ahead(hours: 1)
        case .email, .web, .social, nil: .utc
        }
    }

    private mutating func write(_ change: Change, of ticket: Ticket) throws(SampleError) {
        eventCount += 1
        events.identifier(.event, eventCount)
        events.identifier(.ticket, ticket.number)
        events.instant(change.at)
        switch change.value {
        case .status(let status):
            events.text("status")
            events.text(status.text)
        case .agent(let agent):
            events.text("agent_id")
            events.agent(agent)
        case .team(let team):
            events.text("team")
            events.text(team.text)
        case .priority(let priority):
            events.text("priority")
            events.text(priority.text)
        case .category(let category):
            events.text("category")
            events.text(category.text)
        }
        try events.endRow()
    }
}
