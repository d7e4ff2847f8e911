/// Throws the dice for every row of a messy data set.
struct RowMaker {
    var dice: Dice
    let scene: Scene
    /// Instants of creation by source and ticket, so that what follows can be near them.
    private var createdAt: [[String]: Instant] = [:]
    private var ticketIDs: [[String]] = []

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        scene = Scene(dice: &dice)
    }

    mutating func settings() -> Settings {
        var settings = Settings()
        settings.zone = scene.zone
        settings.weekStart = dice.pick(1, 1, 7, 3)
        settings.currency = dice.pick(nil, nil, "JPY")
        if dice.chance(25) {
            settings.resolutionWithin = 24 * .hour
            settings.repeatWithin = 24 * .hour
            settings.contactGap = 15 * .minute
        }
        return settings
    }

    /// The rows of every entity, some preceded by an earlier version, some followed by themselves.
    mutating func rows(ticketCount: Int) -> [any ContractRow] {
        var rows: [any ContractRow] = []
        func add(_ versions: (inout RowMaker) -> any ContractRow, _ maker: inout RowMaker) {
            if maker.dice.chance(15) { rows.append(versions(&maker)) }
            let final = versions(&maker)
            rows.append(final)
            if maker.dice.chance(5) { rows.append(final) }
        }
        for source in ["desk", "shop"] {
            for number in 1...4 where dice.chance(85) {
                add({ $0.agent("A\(number)", source) }, &self)
            }
            for number in 1...5 where dice.chance(85) {
                add({ $0.customer("C\(number)", source) }, &self)
            }
            for name in ["S1", "S2"] where dice.chance(80) { add({ $0.schedule(name, source) }, &self) }
            for _ in 1...8 { rows += hours(source) }
            for _ in 1...2 { rows.append(holiday(source)) }
            for number in 1...6 { add({ $0.shift("H\(number)", source) }, &self) }
            for number in 1...8 { add({ $0.order("O\(number)", source) }, &self) }
        }
        for number in 1...ticketCount {
            let source = dice.pick("desk", "desk", "shop")
            ticketIDs.append([source, "T\(number)"])
            createdAt[[source, "T\(number)"]] = scene.instant(&dice)
            add({ $0.ticket("T\(number)", source) }, &self)
        }
        for number in 1...ticketCount * 4 { add({ $0.interaction("I\(number)") }, &self) }
        // Of every five tickets two have no history.
        for (index, ticket) in ticketIDs.enumerated() where index % 5 < 3 {
            for number in 0..<dice.pick(0, 1, 2, 3, 3, 5, 7) {
                add({ $0.event("E\(number * 31 % 8)-\(index)", ofTicket: ticket) }, &self)
            }
        }
        for number in 1...ticketCount * 2 { add({ $0.survey("V\(number)") }, &self) }
        for number in 1...6 { add({ $0.cost("K\(number)") }, &self) }
        return rows
    }

    // MARK: Who and where

    private mutating func agentID() -> String? { dice.pick("A1", "A1", "A2", "A3", "A4", "A9", nil) }
    private mutating func customerID() -> String? { dice.pick("C1", "C1", "C2", "C3", "C9", nil) }
    private mutating func team() -> String? { dice.pick("Returns", "Frontline", nil) }
    private mutating func channel() -> String? { dice.pick("email", "chat", "phone", nil) }

    private mutating func agent(_ agentID: String, _ source: String) -> Agent {
        Agent(
            source: source, agentID: agentID, name: dice.pick("Ann", "Bob", "Łukasz, \"Luke\"", nil),
            team: team(), kind: dice.pick("human", "bot", nil))
    }

    private mutating func customer(_ customerID: String, _ source: String) -> Customer {
        Customer(
            source: source, customerID: customerID, segment: dice.pick("gold", "silver", nil),
            country: dice.pick("DE", "FR", nil), joinedAt: dice.chance(70) ? scene.instant(&dice) : nil,
            churnedAt: dice.chance(50) ? scene.instant(&dice) : nil)
    }

    private mutating func order(_ orderID: String, _ source: String) -> Order {
        Order(
            source: source, orderID: orderID, customerID: customerID() ?? "C8",
            orderedAt: scene.instant(&dice))
    }

    // MARK: Tickets

    /// A ticket that is there, now and then one that never comes.
    private mutating func anyTicket() -> (source: String, ticketID: String, createdAt: Instant) {
        let key = dice.pick(ticketIDs) ?? ["desk", "T1"]
        let createdAt = createdAt[key] ?? scene.start
        return (key[0], dice.chance(5) ? "T999" : key[1], createdAt)
    }

    private mutating func ticket(_ ticketID: String, _ source: String) -> Ticket {
        let created = createdAt[[source, ticketID]] ?? scene.start
        var ticket = Ticket(source: source, ticketID: ticketID, createdAt: created)
        ticket.direction = dice.pick("inbound", "inbound", "outbound", nil)
        ticket.customerID = customerID()
        ticket.agentID = agentID()
        ticket.team = dice.pick(team(), nil)
        ticket.channel = channel()
        ticket.category = dice.pick("refund", "delivery", nil)
        ticket.product = dice.pick("shoe", nil)
        ticket.priority = dice.pick("high", "low", nil)
        ticket.status = dice.pick("new", "open", "pending", "resolved", "closed", nil)
        ticket.resolvedAt = dice.chance(40) ? scene.instant(near: created, &dice) : nil
        ticket.closedAt = dice.chance(30) ? scene.instant(near: created, &dice) : nil
        ticket.excluded = dice.chance(10) ? dice.pick("spam", "deleted", "merged", "test") : nil
        ticket.scheduleID = dice.pick("S1", "S2", "S9", nil, nil)
        if let brand = dice.pick("blue", "green", nil) { ticket.attributes["brand"] = brand }
        if let area = dice.pick("north, east", nil) { ticket.attributes["shop area"] = area }
        return ticket
    }

    private mutating func interaction(_ interactionID: String) -> Interaction {
        let ticket = anyTicket()
        func seconds(_ dice: inout Dice) -> Instant? {
            dice.pick(nil, nil, 0, 1, 60, 90_500, 12_345, 600_000).map { Instant($0) * 1000 }
        }
        return Interaction(
            source: ticket.source, interactionID: interactionID, ticketID: ticket.ticketID,
            occurredAt: scene.instant(near: ticket.createdAt, &dice),
            author: dice.pick(
                "customer", "customer", "agent", "agent", "agent", "bot", "system", "third_party"),
            agentID: agentID(), visibility: dice.pick("public", nil, nil, "private"), channel: channel(),
            handling: seconds(&dice), communication: seconds(&dice), technical: seconds(&dice))
    }

    private mutating func event(_ eventID: String, ofTicket ticket: [String]) -> TicketEvent {
        // Now and then it is another ticket's, or of one that never comes.
        let ticketID = dice.chance(5) ? anyTicket().ticketID : ticket[1]
        return TicketEvent(
            source: ticket[0], eventID: eventID, ticketID: ticketID,
            occurredAt: scene.instant(near: createdAt[ticket] ?? scene.start, &dice),
            field: dice.pick("status", "status", "status", "status", "priority", "agent_id"),
            value: dice.pick("resolved", "resolved", "resolved", "closed", "open", "pending", "solved", nil))
    }

    // MARK: Surveys

    private mutating func survey(_ surveyID: String) -> Survey {
        let ticket = anyTicket()
        let kind = dice.pick("csat", "csat", "csat", "nps", "nps", "ces", "esat", "esat", "esat", "exit")
        var survey = Survey(
            source: ticket.source, surveyID: surveyID, kind: kind,
            sentAt: dice.chance(70) ? scene.instant(near: ticket.createdAt, &dice) : nil,
            respondedAt: dice.chance(80) ? scene.instant(near: ticket.createdAt, &dice) : nil,
            ticketID: dice.chance(75) ? ticket.ticketID : nil,
            customerID: dice.chance(30) ? customerID() : nil, agentID: dice.chance(30) ? agentID() : nil,
            isReversed: dice.pick(nil, nil, false, true))
        var scale = kind == "nps" ? 0...10 : kind == "ces" ? 1...7 : 1...5
        if kind != "nps", dice.chance(30) {
            survey.scaleMinimum = dice.pick(nil, 0, -2, 1)
            survey.scaleMaximum = dice.pick(nil, 2, 3, 10, 100)
            let low = survey.scaleMinimum ?? scale.lowerBound
            scale = low...(survey.scaleMaximum ?? scale.upperBound)
        }
        survey.score = dice.chance(85) ? dice.number(scale) : nil
        return survey
    }

    // MARK: Time and money

    private mutating func shift(_ shiftID: String, _ source: String) -> Shift {
        let start = scene.instant(&dice)
        return Shift(
            source: source, shiftID: shiftID, agentID: dice.pick("A1", "A2", "A9"), startsAt: start,
            endsAt: start + Instant(dice.pick(1, 3, 8, 14, 30)) * .hour + Instant(dice.pick(0, 1)) * 1000,
            activity: dice.pick("available", nil, "break", "meeting"))
    }

    private mutating func schedule(_ scheduleID: String, _ source: String) -> Schedule {
        Schedule(
            source: source, scheduleID: scheduleID, zone: dice.pick(scene.zone, scene.zone, .utc),
            isDefault: dice.pick(true, true, false, nil))
    }

    /// A weekly interval, for some after one that closes at another time.
    private mutating func hours(_ source: String) -> [ScheduleHours] {
        func time(_ dice: inout Dice) -> Instant { Instant(dice.number(0...47)) * 30 * .minute }
        let day = scene.first.adding(days: dice.number(0...scene.dayCount))
        var row = ScheduleHours(
            source: source, scheduleID: dice.pick("S1", "S1", "S2"), weekday: dice.number(1...7),
            opensAt: time(&dice), closesAt: time(&dice), validFrom: dice.chance(20) ? day : nil,
            validTo: dice.chance(20) ? day.adding(days: dice.number(-1...9)) : nil)
        var versions = dice.chance(15) ? [row] : []
        row.closesAt = dice.pick(row.closesAt, row.closesAt, row.opensAt, 24 * .hour)
        versions.append(row)
        return versions
    }

    private mutating func holiday(_ source: String) -> Holiday {
        Holiday(
            source: source, holidayOn: scene.first.adding(days: dice.number(0...scene.dayCount)),
            scheduleID: dice.pick("S1", "S2", nil))
    }

    private mutating func cost(_ costID: String) -> Cost {
        let start = scene.first.adding(days: dice.number(-10...scene.dayCount))
        return Cost(
            source: dice.pick("desk", "desk", "shop", "ledger"), costID: costID,
            category: dice.pick("staffing", "technology", "other"), periodStart: start,
            periodEnd: start.adding(days: dice.pick(0, 2, 6, 30)),
            amount: dice.pick("100.00", "1000", "33.333", "-10.01", "0", "0.05", "2999.99"),
            currency: dice.pick("EUR", "EUR", "EUR", "JPY"), team: dice.pick(team(), nil),
            channel: dice.pick(channel(), nil))
    }
}
