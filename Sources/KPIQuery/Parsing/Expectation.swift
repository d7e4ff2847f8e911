/// One thing that may stand at a place of a line.
package enum Expectation: Hashable, Sendable {
    /// This word or sign, literally: `by`, `weekly`, `,`.
    case word(String)
    case kpi
    /// One of these.
    case dimension([DimensionName])
    /// A value of this dimension; with it some of those there are, or all where they are few.
    case value(of: DimensionName, Vocabulary.Values)
    /// A parameter of a saved query, by name.
    case parameter(Parameter)
    /// A value for this parameter of a saved query.
    case argument(String, of: Vocabulary.SavedQuery)
    case number
    case date
    case period
    case duration
    case path
    case savedQuery
    /// A statement of SQL; its words are the database's.
    case sql
    /// The query is complete.
    case end
}
