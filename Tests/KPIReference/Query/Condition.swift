/// The filter of a query.
///
/// AMBIGUOUS: whether `channel != 'email'` takes tickets without a channel. Reading: "null is a segment
/// like any other", so it is a value that differs from every other one, and a condition and its negation
/// always make up the whole. (SQL's three-valued logic would drop null from both.)
package indirect enum Condition: Sendable {
    case equals(Dimension, String)
    case differs(Dimension, String)
    case isIn(Dimension, [String])
    case like(Dimension, String)
    case isNull(Dimension)
    case isNotNull(Dimension)
    case not(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)

    /// The dimensions it names.
    package var dimensions: Set<Dimension> {
        switch self {
        case .equals(let dimension, _), .differs(let dimension, _), .isIn(let dimension, _),
            .like(let dimension, _), .isNull(let dimension), .isNotNull(let dimension):
            [dimension]
        case .not(let condition): condition.dimensions
        case .and(let left, let right), .or(let left, let right): left.dimensions.union(right.dimensions)
        }
    }

    /// The values that it compares a dimension with.
    package func values(of dimension: Dimension) -> [String] {
        switch self {
        case .equals(dimension, let value), .differs(dimension, let value): [value]
        case .isIn(dimension, let values): values
        case .not(let condition): condition.values(of: dimension)
        case .and(let left, let right), .or(let left, let right):
            left.values(of: dimension) + right.values(of: dimension)
        default: []
        }
    }

    /// The conditions of which every one must hold.
    package var conjuncts: [Condition] {
        if case .and(let left, let right) = self { return left.conjuncts + right.conjuncts }
        return [self]
    }

    /// Whether a case is meant.
    ///
    /// `member` finds what a written value means for the agent, which can be named by id or by name.
    package func holds(for segment: Segment, isMember: (Dimension, Member, String) -> Bool) -> Bool {
        switch self {
        case .equals(let dimension, let value): isMember(dimension, segment[dimension], value)
        case .differs(let dimension, let value): !isMember(dimension, segment[dimension], value)
        case .isIn(let dimension, let values):
            values.contains { isMember(dimension, segment[dimension], $0) }
        case .like(let dimension, let pattern):
            segment[dimension].text.map { Condition.matches($0, pattern: pattern) } ?? false
        case .isNull(let dimension): segment[dimension].text == nil
        case .isNotNull(let dimension): segment[dimension].text != nil
        case .not(let condition): !condition.holds(for: segment, isMember: isMember)
        case .and(let left, let right):
            left.holds(for: segment, isMember: isMember) && right.holds(for: segment, isMember: isMember)
        case .or(let left, let right):
            left.holds(for: segment, isMember: isMember) || right.holds(for: segment, isMember: isMember)
        }
    }

    /// SQL's `like`: `%` any text, `_` one character, `\` takes the next one as it is.
    static func matches(_ text: String, pattern: String) -> Bool {
        matches(Array(text.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
    }

    private static func matches(
        _ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>
    ) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "%": return (text.startIndex...text.endIndex).contains { matches(text[$0...], rest) }
        case "_": return !text.isEmpty && matches(text.dropFirst(), rest)
        case "\\":
            guard let literal = rest.first else { return false }
            return text.first == literal && matches(text.dropFirst(), rest.dropFirst())
        default: return text.first == first && matches(text.dropFirst(), rest)
        }
    }
}
