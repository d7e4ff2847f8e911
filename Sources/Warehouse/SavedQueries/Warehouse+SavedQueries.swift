package import KPIQuery
import PostgresClient

extension Warehouse {
    /// Every saved query, by name.
    package mutating func savedQueries() throws -> [SavedQuery] {
        try connection.execute(
            """
            select
                name, query, parameters, saved_by, meta.utc_text(saved_at)
            from meta.saved_query
            order by name
            """
        ).map { row throws(PostgresError) in
            SavedQuery(
                name: try row.decode(at: 0), text: try row.decode(at: 1),
                parameters: try row.decode([String].self, at: 2).map { Parameter(name: $0) },
                savedBy: try row.decode(at: 3), savedAt: try row.decode(at: 4))
        }
    }

    /// Keeps a query under its name, in place of one that has the name already; gives the text of that.
    package mutating func save(_ query: SavedQuery) throws -> String? {
        try connection.transaction { connection in
            let replaced = try connection.execute(
                "delete from meta.saved_query where lower(name) = lower(\(query.name)) returning query"
            ).values(String.self)
            try connection.execute(
                """
                insert into meta.saved_query (name, query, parameters)
                values (\(query.name), \(query.text), \(query.parameters.map(\.name)))
                """)
            return replaced.first
        }
    }

    /// Forgets the query of that name; false where there is none.
    package mutating func forgetSavedQuery(named name: String) throws -> Bool {
        try connection.execute("delete from meta.saved_query where lower(name) = lower(\(name))").affectedRows
            > 0
    }

    /// The question that a call of a saved query asks, and the verb that stands before it in the call or in what is saved.
    ///
    /// Throws `ParseFailure` where a value does not fit, and `WarehouseError` where the query is gone or does not read
    /// any more.
    package mutating func question(
        savedAs name: Located<String>, _ verb: Verb?, _ arguments: [Line.Argument],
        as output: Located<Output>? = nil, in language: QueryLanguage
    ) throws -> (verb: Verb?, query: Query) {
        guard let found = try savedQueries().first(where: { $0.name == name.value }) else {
            throw WarehouseError.savedQueryForgotten(name: name.value)
        }
        var question: (verb: Verb?, query: Query)
        do {
            question = try language.question(found.text, boundTo: arguments, calledAt: name.span)
        } catch {
            switch error {
            case .call(let failure): throw failure
            case .text(let failure):
                throw WarehouseError.savedQueryUnreadable(
                    name: name.value, failure: failure.caretText(in: found.text))
            }
        }
        if let verb {
            if let own = question.verb, own != verb {
                throw ParseFailure(
                    span: name.span, message: "'\(found.name)' has a verb of its own: \(found.text)")
            }
            question.verb = verb
        }
        if let output { question.query.output = output }
        return question
    }

    /// What `vocabulary` gives, and the saved queries.
    package mutating func vocabularyWithSavedQueries() throws -> Vocabulary {
        let names = try vocabulary()
        let saved = try savedQueries().map {
            Vocabulary.SavedQuery(name: $0.name, parameters: $0.parameters.map(\.name), text: $0.text)
        }
        return Vocabulary(
            kpis: names.kpis, dimensions: names.dimensions, savedQueries: saved, values: names.values)
    }
}
