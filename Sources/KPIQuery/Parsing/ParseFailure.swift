/// Why a line is no query: where, in words, and what could stand there instead.
package struct ParseFailure: Error, Hashable, Sendable {
    /// The words at fault; empty, at the line's end, where something is missing.
    package var span: SourceSpan
    /// One sentence, without a full stop.
    package var message: String
    /// What may stand at the span's start, without repetition, in the grammar's order.
    package var expected: [Expectation]
    /// What to write in place of the span: the nearest name, as it is to be typed.
    package var suggestion: String?

    package init(span: SourceSpan, message: String, expected: [Expectation] = [], suggestion: String? = nil) {
        self.span = span
        self.message = message
        self.expected = expected
        self.suggestion = suggestion
    }
}
