/// The kinds of numbered ids.
///
/// Their numbers start at a power of ten, so ids of one kind have one length: their bytewise order, which
/// breaks ties between rows of one instant, is then the order in which things happened.
enum IdentifierPrefix {
    case ticket, interaction, event, survey, customer, order, cost, shift

    var letter: UInt8 {
        switch self {
        case .ticket: UInt8(ascii: "T")
        case .interaction: UInt8(ascii: "I")
        case .event: UInt8(ascii: "E")
        case .survey: UInt8(ascii: "S")
        case .customer: UInt8(ascii: "C")
        case .order: UInt8(ascii: "O")
        case .cost: UInt8(ascii: "L")
        case .shift: UInt8(ascii: "W")
        }
    }

    var base: Int {
        switch self {
        case .ticket, .customer: 10_000_000
        case .interaction, .event, .survey, .order, .shift: 100_000_000
        case .cost: 10_000
        }
    }
}
