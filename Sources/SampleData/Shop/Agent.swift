/// One of the roster, and those that only tickets know of.
struct Agent {
    enum Kind { case human, bot }

    /// Its place in the roster, from 0.
    let number: Int
    let kind: Kind
    let team: Team
    let startedOn: CivilDate
    /// The last day; nil for those who stay.
    let endedOn: CivilDate?
    /// Time taken relative to the average, in percent.
    let pacePercent: Int

    func works(on day: CivilDate) -> Bool {
        guard startedOn <= day else { return false }
        guard let endedOn else { return true }
        return day <= endedOn
    }
}

/// How an agent is referred to.
enum AgentReference: Equatable {
    case human(Int)
    case bot(Int)
    /// Deleted from the roster long ago, but still the assignee of some tickets.
    case unknown(Int)
}

extension CSVFile {
    mutating func agent(_ agent: AgentReference?) {
        switch agent {
        case .human(let number): appendAgent(1000 + number)
        case .unknown(let number): appendAgent(900 + number)
        case .bot(let number):
            append("bot-")
            append(number + 1)
        case nil: break
        }
        endField()
    }

    private mutating func appendAgent(_ number: Int) {
        append("A")
        append(number, width: 4)
    }
}
