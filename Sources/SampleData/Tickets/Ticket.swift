/// A row of `tickets.csv`, as it stands when the sample ends.
struct Ticket {
    let number: Int
    let createdAt: Instant
    var isOutbound = false
    var customer: Int?
    var segment: Segment?
    var order: Order?
    var agent: AgentReference?
    var team: Team?
    var channel: Channel?
    var category: Category?
    var product: Product?
    var priority: Priority?
    var status: Status?
    var resolvedAt: Instant?
    var closedAt: Instant?
    var subject = Subject.plain("")
    var tags: StaticString?
    var exclusion: Exclusion?
    var mergedInto: Int?
    var schedule: Schedule?
    var brand: Brand?
}
