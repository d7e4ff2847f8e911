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
    /// parts by addition (`Plan`).
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

    /// Dimensions that have few members together.
    ///
    /// Their cells, which are not kept, are a fraction of the cases, and give several slices by addition. Where a
    /// warehouse has more members, it costs little more than without.
    static let cellBases = [
        ["channel", "priority", "team"], ["source", "product", "direction", "segment"],
        ["country", attributes],
    ].map(RollupSlice.init)

    /// What is worked out from cases, and what from the cells of that.
    struct Plan {
        /// Slices that are worked out from cases; not all of them are kept.
        let roots: [RollupSlice]
        /// Slices that are added up from a root's cells.
        let sums: [(slice: RollupSlice, root: RollupSlice)]

        /// A base is made use of where it saves slices a look at the cases.
        init(for slices: [RollupSlice], bases: [RollupSlice]) {
            let unaided = slices.filter { $0.finer(among: slices) == nil }
            let known = Set(slices.flatMap(\.dimensions))
            let useful = bases.map { RollupSlice(dimensions: $0.dimensions.filter(known.contains)) }.filter {
                base in
                unaided.count { $0.finer(among: [base]) != nil } > 1
            }
            let all = slices + useful
            roots = all.filter { $0.finer(among: all) == nil }
            sums = slices.compactMap { slice in slice.finer(among: all).map { (slice, $0) } }
        }
    }

    /// A slice whose cells give this one's when they are added up, and that is not itself given by another; nil where
    /// there is none: each pair gives both its dimensions and the total.
    private func finer(among slices: [RollupSlice]) -> RollupSlice? {
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

    /// Which of its columns one is, from 1: where its member stands in an array of them.
    func number(of column: String) -> Int {
        guard let index = columns.firstIndex(of: column) else {
            preconditionFailure("\(column) is not of the slice \(name)")
        }
        return index + 1
    }

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

    /// Joins what the sets of attributes hold, where its members are such; `column` has their numbers as text.
    func attributeJoin(on column: String) -> String {
        guard dimensions.contains(Self.attributes) else { return "" }
        return """

            left join fact.attribute_set as described
                on \(column)::bigint = described.attribute_set
            """
    }
}
