/// A row of `ticket_events.csv`.
struct Change {
    enum Value {
        case status(Status)
        case agent(AgentReference)
        case team(Team)
        case priority(Priority)
        case category(Category)
    }

    let at: Instant
    let value: Value
}
