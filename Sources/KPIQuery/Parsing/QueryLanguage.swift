/// The query language over a vocabulary: reads lines, and helps to write them.
///
/// One parser serves all: what it wanted at a place is what completes, what it stumbled over is the
/// error. Nothing is kept between calls; each reads its line anew, in time proportional to its length.
package struct QueryLanguage: Sendable {
    package let vocabulary: Vocabulary

    package init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// Reads one line of any kind.
    package func line(_ text: String) throws(ParseFailure) -> Line {
        var parser = Parser(text, vocabulary: vocabulary)
        let line = try parser.line()
        if let problem = parser.firstProblem { throw problem }
        return line
    }

    /// Reads a query and nothing else: no verb, no SQL, no saved name.
    ///
    /// With `allowingParameters`, `:name` may stand for a value, as in a saved query.
    package func query(_ text: String, allowingParameters: Bool = false) throws(ParseFailure) -> Query {
        var parser = Parser(text, vocabulary: vocabulary)
        parser.allowsParameters = allowingParameters
        let query = try parser.wholeQuery()
        if let problem = parser.firstProblem { throw problem }
        return query
    }

    /// A saved query with the values of a call in it.
    ///
    /// A value that its dimension does not have is a failure at its place in the call.
    package func bound(_ saved: Query, to arguments: [Line.Argument]) throws(ParseFailure) -> Query {
        try saved.binding { (name, dimension) throws(ParseFailure) in
            guard let value = arguments.first(where: { $0.name.value == name })?.value else { return nil }
            guard let dimension else { return value.value }
            return try vocabulary.value(value.value, at: value.span, in: dimension)
        }
    }

    /// What a line is by its first word, without reading the rest: how a shell knows where it ends.
    package func kind(of text: String) -> LineKind {
        Parser(text, vocabulary: vocabulary).kind
    }
}

/// What the first word of a line makes of it.
package enum LineKind: Hashable, Sendable {
    case blank
    /// Ends at Enter. Also what begins with no known word: that is a mistyped KPI sooner than anything.
    case query
    /// Begins with a backslash and ends at Enter.
    case meta
    /// Ends at `;`.
    case sql
}
