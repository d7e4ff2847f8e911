/// A value and the place in the line it was read from.
///
/// The place is for carets only: two located values are equal when their values are, so that queries
/// can be compared by what they ask.
package struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
    package var value: Value
    package var span: SourceSpan

    package init(_ value: Value, _ span: SourceSpan) {
        self.value = value
        self.span = span
    }

    package static func == (left: Located, right: Located) -> Bool {
        left.value == right.value
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(value)
    }
}
