/// The query language over a vocabulary: reads lines, and helps to write them.
///
/// One parser serves all: what it wanted at a place is what completes, what it stumbled over is the
/// error. Nothing is kept between calls; each reads its line anew, in time proportional to its length.
package struct QueryLanguage: Sendable {
    package let vocabulary: Vocabulary
    /// What `:name` stands for in a line.
    package var variables: [String: String] = [:]

    package init(_ vocabulary: Vocabulary, variables: [String: String] = [:]) {
        self.vocabulary = vocabulary
        self.variables = variables
    }

    func parser(_ text: String) -> Parser {
        var parser = Parser(text, vocabulary: vocabulary)
        parser.values = variables.mapValues { [GivenValue($0)] }
        return parser
    }

    /// Reads one line of any kind.
    package func line(_ text: String) throws(ParseFailure) -> Line {
        var parser = self.parser(text)
        let line = try parser.line()
        if let problem = parser.firstProblem { throw problem }
        return line
    }

    /// Reads a query and nothing else: no verb, no SQL, no saved name.
    package func query(_ text: String) throws(ParseFailure) -> Query {
        var parser = self.parser(text)
        let query = try parser.wholeQuery()
        if let problem = parser.firstProblem { throw problem }
        return query
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
