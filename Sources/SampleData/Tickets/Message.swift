/// A row of `interactions.csv`.
struct Message {
    let at: Instant
    let author: Author
    var agent: AgentReference?
    var isPrivate = false
    /// Where it differs from the ticket's.
    var channel: Channel?
    var work = Work()
}
