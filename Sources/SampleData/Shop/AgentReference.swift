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
