/// A stretch of a line, half-open, counted in `Character`s from the line's start.
package struct SourceSpan: Hashable, Sendable {
    package var lower: Int
    package var upper: Int

    package init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    package var isEmpty: Bool { lower >= upper }

    /// The smallest span that covers both.
    package func union(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(min(lower, other.lower), max(upper, other.upper))
    }
}
