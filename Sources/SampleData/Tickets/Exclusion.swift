/// Why a ticket is left out of every KPI.
enum Exclusion {
    case spam, deleted, merged, test

    var text: StaticString {
        switch self {
        case .spam: "spam"
        case .deleted: "deleted"
        case .merged: "merged"
        case .test: "test"
        }
    }

    static let mix = Choice<Exclusion?>((.spam, 15), (.merged, 12), (.deleted, 4), (.test, 3), (nil, 966))
}
