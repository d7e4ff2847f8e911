import PostgresClient

/// The settings that rollups are worked out by.
struct RollupSettings: Hashable, Sendable {
    /// Reporting zone, IANA.
    let zone: String
    /// The warehouse's T of the resolution rate, seconds.
    let resolutionWithin: Double
    /// Whether sets of attributes are told apart (`meta.attribute_cells`).
    let hasAttributeCells: Bool
}

extension RollupSettings {
    /// The warehouse's.
    static func current(on connection: inout Connection) throws -> RollupSettings {
        try connection.execute(
            """
            select
                meta.setting_value('timezone'),
                extract(epoch from meta.setting_interval('resolution_within'))::double precision,
                (select attribute_cells.is_kept from meta.attribute_cells)
            """
        ).map { row throws(PostgresError) in
            RollupSettings(
                zone: try row.decode(at: 0), resolutionWithin: try row.decode(at: 1),
                hasAttributeCells: try row.decode(at: 2))
        }[0]
    }
}
