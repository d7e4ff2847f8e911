extension QueryLanguage {
    /// Why a saved question could not be asked.
    package enum SavedFailure: Error {
        /// A value of the call does not fit; places are those of the call's line.
        case call(ParseFailure)
        /// The question itself does not read any more; places are those of its text.
        case text(ParseFailure)
    }

    /// What a saved question leaves to its calls, in the order in which it stands in the text.
    package func parameters(of text: String) throws(ParseFailure) -> [Parameter] {
        var parser = savedParser(text)
        try parser.savedQuestion()
        try parser.finish()
        return parser.parameters
    }

    /// A saved question with the values of a call in it, which are read by the rules of the places where they stand.
    ///
    /// - Parameters:
    ///   - text: The question as it was saved.
    ///   - arguments: The call's values.
    ///   - name: Where the saved name stands in the call: all that the text says itself has its place there.
    /// - Returns: The question; places are those of the call's line.
    /// - Throws: Whose fault it is that it does not read, and why.
    package func question(
        _ text: String, boundTo arguments: [Line.Argument], calledAt name: SourceSpan
    ) throws(SavedFailure) -> (verb: Verb?, query: Query) {
        // The call's line counts on behind the text, so that one place says in which of the two it is.
        let callStart = text.count + 1
        var places: [String: SourceSpan] = [:]
        for argument in arguments {
            places[argument.name.value] = argument.values.reduce(argument.values[0].span) {
                $0.union($1.span)
            }
        }
        var parser = savedParser(text)
        let query: Query
        do throws(ParseFailure) {
            let parameters = try parameters(of: text)
            for parameter in parameters {
                parser.values[parameter.name] = parameter.defaults?.map { GivenValue($0.value, at: $0.span) }
            }
            // It may have been saved anew since the call was read.
            if let foreign = arguments.first(where: { one in
                !parameters.contains { $0.name == one.name.value }
            }) {
                throw ParseFailure(
                    span: foreign.name.span.moved(by: callStart),
                    message: "there is no parameter '\(foreign.name.value)' any more")
            }
            if let missing = parameters.first(where: {
                $0.defaults == nil && places[$0.name] == nil
            }) {
                throw ParseFailure(
                    span: name.moved(by: callStart), message: "a value for '\(missing.name)' is missing")
            }
            for argument in arguments {
                parser.values[argument.name.value] = argument.values.map {
                    GivenValue($0.value, at: $0.span.moved(by: callStart))
                }
            }
            query = try parser.savedQuestion()
            try parser.finish()
            if let problem = parser.firstProblem { throw problem }
        } catch {
            guard let place = parser.place(error.span, callStart: callStart, places) else {
                throw .text(error)
            }
            var failure = error
            failure.span = place
            throw .call(failure)
        }
        return (
            parser.verb,
            query.movingSpans { parser.place($0, callStart: callStart, places) ?? name }
        )
    }

    private func savedParser(_ text: String) -> Parser {
        var parser = Parser(text, vocabulary: vocabulary)
        parser.allowsParameters = true
        return parser
    }
}

extension Parser {
    /// Where in a call's line the value stands that a place of the saved text is about; `nil` where it is about none.
    fileprivate func place(
        _ span: SourceSpan, callStart: Int, _ places: [String: SourceSpan]
    ) -> SourceSpan? {
        if span.lower >= callStart { return span.moved(by: -callStart) }
        let given = parameterPlaces.filter { $0.span.lower < span.upper && span.lower < $0.span.upper }
            .compactMap { places[$0.value] }
        return given.first.map { given.dropFirst().reduce($0) { $0.union($1) } }
    }
}

extension SourceSpan {
    fileprivate func moved(by count: Int) -> SourceSpan { SourceSpan(lower + count, upper + count) }
}
