/// One cut of a rollup: the dimensions by which its cells are told apart.
///
/// Which cuts are worth their size was measured on a million tickets over two years: each dimension by itself costs as
/// many cells a day as it has members at work that day; two small dimensions together a few dozen. Everything else has
/// nearly as many cells as there are tickets, and the facts answer it as fast.
struct RollupSlice: Hashable, Sendable {
    /// In the contract's order; none is the total.
    let dimensions: [String]

    /// What the column `slice` says: `total`, `channel`, `channel, priority`.
    var name: String { dimensions.isEmpty ? "total" : dimensions.joined(separator: ", ") }

    /// Dimensions with a handful of members each that people cross with the channel, smallest first: each gives its
    /// parts by addition (`finer`).
    private static let pairs = [
        ["channel", "priority"], ["channel", "team"], ["channel", "category"],
    ]

    /// In the place of a dimension: all attributes of tickets together, each set of them a member.
    static let attributes = "attributes"

    /// The slices of cells with these dimensions.
    static func all(of dimensions: [String]) -> [RollupSlice] {
        let crossed = pairs.filter { $0.allSatisfy(dimensions.contains) }
        return ([[]] + dimensions.map { [$0] } + crossed).map(RollupSlice.init)
    }

    /// A slice whose cells give this one's when they are added up, and that is not itself given by another; nil where
    /// there is none: each pair gives both its dimensions and the total.
    func finer(among slices: [RollupSlice]) -> RollupSlice? {
        func givers(of slice: RollupSlice) -> [RollupSlice] {
            slices.filter {
                $0.dimensions.count > slice.dimensions.count
                    && slice.dimensions.allSatisfy($0.dimensions.contains)
            }
        }
        return givers(of: self).first { givers(of: $0).isEmpty }
    }

    /// The columns of a cell that tell it apart within its slice; an agent is an id and its source.
    var columns: [String] { dimensions.flatMap(Self.columns) }

    /// The columns in which a dimension's member stands.
    static func columns(of dimension: String) -> [String] {
        switch dimension {
        case "agent": ["agent_id", "agent_source"]
        case attributes: [attributeColumn]
        default: [dimension]
        }
    }

    /// The column in which the number of a set of attributes stands, as text like every member.
    static let attributeColumn = "attribute_set"
}
