package import KPIQuery

/// A query that parses and still cannot be answered: what is wrong, where in its text, and what was perhaps meant.
package struct QueryRefusal: Error, Sendable {
    /// The words at fault.
    package let span: SourceSpan
    /// One sentence, without a full stop.
    package let message: String
    /// What to write instead.
    package let suggestion: String?
}
