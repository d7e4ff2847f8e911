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
                name: try row.decode(at: 0), text: try row.decode(at: 1), parameters: try row.decode(at: 2),
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
                values (\(query.name), \(query.text), \(query.parameters))
                """)
            return replaced.first
        }
    }

    /// Forgets the query of that name; false where there is none.
    package mutating func forgetSavedQuery(named name: String) throws -> Bool {
        try connection.execute("delete from meta.saved_query where lower(name) = lower(\(name))").affectedRows
            > 0
    }

    /// A saved query with the values of a call in it.
    ///
    /// Throws `ParseFailure` where a value is none that its dimension has, and `WarehouseError` where the query is
    /// gone or does not read any more.
    package mutating func query(
        savedAs name: String, _ arguments: [Line.Argument], as output: Located<Output>? = nil,
        in language: QueryLanguage
    ) throws -> Query {
        guard let found = try savedQueries().first(where: { $0.name == name }) else {
            throw WarehouseError.savedQueryForgotten(name: name)
        }
        let saved: Query
        do {
            saved = try language.query(found.text, allowingParameters: true)
        } catch {
            throw WarehouseError.savedQueryUnreadable(name: name, failure: error.caretText(in: found.text))
        }
        var bound = try language.bound(saved, to: arguments)
        if let output { bound.output = output }
        return bound
    }

    /// What `vocabulary` gives, and the saved queries.
    package mutating func vocabularyWithSavedQueries() throws -> Vocabulary {
        let names = try vocabulary()
        let saved = try savedQueries().map {
            Vocabulary.SavedQuery(name: $0.name, parameters: $0.parameters, text: $0.text)
        }
        return Vocabulary(
            kpis: names.kpis, dimensions: names.dimensions, savedQueries: saved, values: names.values)
    }
}
