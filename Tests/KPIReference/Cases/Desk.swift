/// The rows that count, and how they find each other.
///
/// References hold within one source.
struct Desk {
    let settings: Settings
    let calendar: ReportingCalendar
    /// Of reportable tickets, by source and id.
    let stories: [[String]: TicketStory]
    /// The same in the order of source and id, so that sums come out alike to the last digit.
    let allStories: [TicketStory]
    let excludedTickets: [Ticket]
    /// Of tickets that are neither reportable nor excluded: interactions and surveys that wait.
    let waitingCount: Int
    /// Without those of excluded and unknown tickets.
    let surveys: [Survey]
    let costs: [Cost]
    let shifts: [Shift]
    let orders: [Order]
    let customers: [[String]: Customer]
    let agents: [[String]: Agent]
    /// Every agent_id that any row names, of any source.
    let agentIDs: Set<String>
    let openingHours: OpeningHours

    init(dataSet: DataSet, settings: Settings) {
        self.settings = settings
        calendar = ReportingCalendar(zone: settings.zone, weekStart: settings.weekStart)
        let tickets = dataSet.newest(Ticket.self)
        let interactions = dataSet.newest(Interaction.self)
        let events = dataSet.newest(TicketEvent.self)
        let surveys = dataSet.newest(Survey.self)
        let known = Set(tickets.map { [$0.source, $0.ticketID] })
        let reportable = Set(tickets.filter(\.isReportable).map { [$0.source, $0.ticketID] })
        let interactionsOfTicket = Dictionary(grouping: interactions) { [$0.source, $0.ticketID] }
        let eventsOfTicket = Dictionary(grouping: events) { [$0.source, $0.ticketID] }
        stories = Dictionary(
            tickets.filter(\.isReportable).map { ticket in
                let key = [ticket.source, ticket.ticketID]
                let story = TicketStory(
                    ticket: ticket, interactions: interactionsOfTicket[key] ?? [],
                    events: eventsOfTicket[key] ?? [])
                return (key, story)
            }
        ) { first, _ in first }
        allStories = stories.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        excludedTickets = tickets.filter { !$0.isReportable }
        // AMBIGUOUS: whether events of unknown tickets count as waiting too. Reading: "an interaction or a
        // survey may come before its ticket … counted as waiting": these two only.
        waitingCount =
            interactions.filter { !known.contains([$0.source, $0.ticketID]) }.count
            + surveys.filter { survey in
                survey.ticketID.map { !known.contains([survey.source, $0]) } ?? false
            }.count
        // A survey of no ticket counts; one whose ticket is not there yet waits; one of an excluded ticket
        // is out.
        self.surveys = surveys.filter { survey in
            survey.ticketID.map { reportable.contains([survey.source, $0]) } ?? true
        }
        costs = dataSet.newest(Cost.self)
        shifts = dataSet.newest(Shift.self)
        orders = dataSet.newest(Order.self)
        customers = Dictionary(
            dataSet.newest(Customer.self).map { ([$0.source, $0.customerID], $0) }
        ) { first, _ in first }
        agents = Dictionary(
            dataSet.newest(Agent.self).map { ([$0.source, $0.agentID], $0) }
        ) { first, _ in first }
        var agentIDs = Set(agents.values.map(\.agentID))
        agentIDs.formUnion(tickets.compactMap(\.agentID))
        agentIDs.formUnion(interactions.compactMap(\.agentID))
        agentIDs.formUnion(surveys.compactMap(\.agentID))
        agentIDs.formUnion(shifts.map(\.agentID))
        self.agentIDs = agentIDs
        openingHours = OpeningHours(
            schedules: dataSet.newest(Schedule.self), hours: dataSet.newest(ScheduleHours.self),
            holidays: dataSet.newest(Holiday.self))
    }

    /// The ticket's values; the agent is its assignee.
    func segment(of ticket: Ticket) -> Segment {
        var segment = Segment()
        segment.source = ticket.source
        segment.channel = ticket.channel
        segment.category = ticket.category
        segment.product = ticket.product
        segment.priority = ticket.priority
        segment.direction = ticket.isInbound ? "inbound" : "outbound"
        segment.agent = member(agentID: ticket.agentID, source: ticket.source)
        segment.team = ticket.team ?? team(ofAgent: ticket.agentID, source: ticket.source)
        setCustomer(ticket.customerID, source: ticket.source, of: &segment)
        segment.attributes = ticket.attributes
        return segment
    }

    /// The ticket's values with the agent who acted (nobody where none is named), and that agent's team.
    func segment(of ticket: Ticket, actingAgentID: String?) -> Segment {
        var segment = segment(of: ticket)
        segment.agent = member(agentID: actingAgentID, source: ticket.source)
        segment.team = team(ofAgent: actingAgentID, source: ticket.source)
        return segment
    }

    /// The values of an agent alone.
    func segment(ofAgent agentID: String?, source: String) -> Segment {
        var segment = Segment()
        segment.agent = member(agentID: agentID, source: source)
        segment.team = team(ofAgent: agentID, source: source)
        return segment
    }

    /// The values of a customer alone.
    func segment(ofCustomer customerID: String?, source: String) -> Segment {
        var segment = Segment()
        setCustomer(customerID, source: source, of: &segment)
        return segment
    }

    /// The survey's values: its ticket's, but its own agent (with that agent's team) and customer first.
    ///
    /// AMBIGUOUS: the source of a survey without a ticket. Reading: "all but agent and team are the
    /// ticket's … null without a ticket", and the source is among them.
    func segment(of survey: Survey) -> Segment {
        var segment = Segment()
        if let ticketID = survey.ticketID, let story = stories[[survey.source, ticketID]] {
            segment = self.segment(of: story.ticket)
        }
        if let agentID = survey.agentID {
            segment.agent = member(agentID: agentID, source: survey.source)
            segment.team = team(ofAgent: agentID, source: survey.source)
        }
        if let customerID = survey.customerID {
            setCustomer(customerID, source: survey.source, of: &segment)
        }
        return segment
    }

    private func member(agentID: String?, source: String) -> Member {
        agentID.map { Member($0, agentSource: source) } ?? Member(nil)
    }

    private func team(ofAgent agentID: String?, source: String) -> String? {
        agentID.flatMap { agents[[source, $0]]?.team }
    }

    private func setCustomer(_ customerID: String?, source: String, of segment: inout Segment) {
        let customer = customerID.flatMap { customers[[source, $0]] }
        segment.segment = customer?.segment
        segment.country = customer?.country
    }
}
