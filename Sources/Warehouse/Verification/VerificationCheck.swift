import PostgresClient

/// One thing that must hold, as a question to the database that says how often it does not, and where first.
struct VerificationCheck: Sendable {
    /// What kind of check it is.
    let name: String
    /// What it looks at.
    let subject: String
    /// What must hold, in a sentence or two.
    let meaning: String
    /// Where the two numbers of a comparison are from.
    let origins: (expected: String, found: String)
    /// One row: `compared`, `different`, and of the first difference five texts, `place`, `segment`, `number`,
    /// `expected`, `found`.
    let statement: Statement
    /// Asked where something differs, to name it more closely; of the same form.
    let detail: Statement?
    /// The file of `sql/` that it is of, if it is of one.
    var path: String?

    /// The check of a statement that counts and names by itself.
    init(
        name: String, subject: String, meaning: String, origins: (expected: String, found: String),
        statement: Statement, detail: Statement? = nil
    ) {
        self.name = name
        self.subject = subject
        self.meaning = meaning
        self.origins = origins
        self.statement = statement
        self.detail = detail
    }

    /// The check of a select with a row a comparison: `place`, `segment`, `number`, `expected`, `found`, `tolerance`.
    ///
    /// The two differ where they are further apart than the tolerance, or one of them is null.
    init(
        name: String, subject: String, meaning: String, origins: (expected: String, found: String),
        comparisons: Statement
    ) {
        let sql = """
            with compared as (
                select
                    comparison.*,
                    coalesce(
                        abs(comparison.expected - comparison.found) > comparison.tolerance,
                        (comparison.expected is null) <> (comparison.found is null)
                    ) as is_different
                from (
            \(comparisons.sql)
                ) as comparison
            )
            select
                (select count(*) from compared),
                (select count(*) from compared where compared.is_different),
                first_difference.place::text,
                first_difference.segment,
                first_difference.number,
                coalesce(first_difference.expected::text, 'none'),
                coalesce(first_difference.found::text, 'none')
            from (values (true)) as always (is_there)
            left join lateral (
                select compared.*
                from compared
                where compared.is_different
                order by compared.place::text, compared.segment, compared.number
                limit 1
            ) as first_difference
                on always.is_there
            """
        self.init(
            name: name, subject: subject, meaning: meaning, origins: origins,
            statement: Statement(trusted: sql, parameters: comparisons.parameters))
    }

    /// What the database says.
    struct Outcome {
        let compared: Int
        let different: Int
        let first: VerifiedCheck.Difference?
        var seconds = 0.0
    }

    /// Asks the database.
    func outcome(on connection: inout Connection) throws -> Outcome {
        guard let path else { return try worked(on: &connection) }
        return try WarehouseError.naming(path) { try worked(on: &connection) }
    }

    private func worked(on connection: inout Connection) throws -> Outcome {
        let started = ContinuousClock.now
        var outcome = try outcome(of: statement, on: &connection)
        if outcome.different > 0, let detail {
            let closer = try self.outcome(of: detail, on: &connection)
            if closer.different > 0 { outcome = closer }
        }
        outcome.seconds = started.duration(to: .now) / .seconds(1)
        return outcome
    }

    /// The check with its outcome.
    func verified(_ outcome: Outcome) -> VerifiedCheck {
        VerifiedCheck(
            name: name, subject: subject, meaning: meaning, comparedCount: outcome.compared,
            differentCount: outcome.different, firstDifference: outcome.first, seconds: outcome.seconds)
    }

    private func outcome(of statement: Statement, on connection: inout Connection) throws -> Outcome {
        try connection.execute(statement).map { row throws(PostgresError) in
            let different = try row.decode(Int.self, at: 1)
            let first = VerifiedCheck.Difference(
                place: row.text(at: 2) ?? "", segment: row.text(at: 3) ?? "", number: row.text(at: 4) ?? "",
                expected: VerifiedCheck.Side(origin: origins.expected, value: row.text(at: 5) ?? ""),
                found: VerifiedCheck.Side(origin: origins.found, value: row.text(at: 6) ?? ""))
            return Outcome(
                compared: try row.decode(at: 0), different: different, first: different > 0 ? first : nil)
        }[0]
    }
}
