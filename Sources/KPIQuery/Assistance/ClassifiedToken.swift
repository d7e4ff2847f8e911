/// A stretch of a line and what it turned out to be, for live colour.
package struct ClassifiedToken: Hashable, Sendable {
    package var span: SourceSpan
    package var kind: TokenClass
}

/// What a token is; shells choose the colours.
package enum TokenClass: Hashable, Sendable {
    case keyword, kpi, dimension, savedQuery
    /// A value in quotes, and one without.
    case string, value
    /// Numbers, dates, durations.
    case number
    case sign, path
    case error
    /// Not read: behind an error, or not finished being typed.
    case plain
}
