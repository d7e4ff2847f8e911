import PostgresClient

/// The settings that rollups are worked out by.
struct RollupSettings: Hashable, Sendable {
    /// Reporting zone, IANA.
    let zone: String
    /// The warehouse's T of the resolution rate, seconds.
    let resolutionWithin: Int
}

extension RollupSettings {
    /// The warehouse's.
    static func current(on connection: inout Connection) throws -> RollupSettings {
        try connection.execute(
            """
            select
                meta.setting_value('timezone'),
                extract(epoch from meta.setting_value('resolution_within')::interval)::integer
            """
        ).map { row throws(PostgresError) in
            RollupSettings(zone: try row.decode(at: 0), resolutionWithin: try row.decode(at: 1))
        }[0]
    }
}
