/// What a query can be sliced or filtered by.
package enum DimensionName: Hashable, Sendable {
    /// One of the contract's dimensions, by its name (`channel`).
    case dimension(String)
    /// An attribute of tickets, by the name it has in the data, exactly.
    case attribute(String)

    /// Also its column name in answers.
    package var name: String {
        switch self {
        case .dimension(let name), .attribute(let name): name
        }
    }

    package var isAttribute: Bool {
        switch self {
        case .dimension: false
        case .attribute: true
        }
    }
}
