import PostgresClient

/// How fresh the data is: when the newest load was committed, in all and of each source.
package struct Freshness: Sendable {
    /// The database's name, and where its server is.
    package let database: String
    /// Every source that was loaded, in the order of the names.
    package let sources: [Source]

    package struct Source: Sendable {
        package let name: String
        /// When its newest load was committed, ISO 8601 in UTC.
        package let finishedAt: String
        /// Seconds since then.
        package let age: Double
    }

    /// When the newest load was committed, ISO 8601 in UTC; nil before the first.
    package var dataAsOf: String? { newest?.finishedAt }

    /// Seconds since then.
    package var age: Double? { newest?.age }

    private var newest: Source? { sources.min { $0.age < $1.age } }
}

extension Freshness {
    /// The warehouse's; what it costs follows the number of loads, not of rows.
    static func current(on connection: inout Connection) throws -> Freshness {
        let sources = try connection.execute(
            """
            select
                source,
                meta.utc_text(max(finished_at)),
                extract(epoch from clock_timestamp() - max(finished_at))::float8
            from meta.load
            group by source
            order by source
            """
        ).map { row throws(PostgresError) in
            Source(
                name: try row.decode(at: 0), finishedAt: try row.decode(at: 1), age: try row.decode(at: 2))
        }
        return Freshness(database: connection.database, sources: sources)
    }
}

extension Warehouse {
    /// How fresh the data is, for who asks often: no row is counted, and no load waited for.
    package mutating func freshness() throws -> Freshness { try Freshness.current(on: &connection) }
}
