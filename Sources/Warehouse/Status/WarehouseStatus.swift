import PostgresClient

/// What is in the warehouse, and how it got there.
package struct WarehouseStatus: Sendable {
    /// When the newest loads were committed, and where.
    package let freshness: Freshness
    /// Loads, newest first, at most ten.
    package let loads: [Load]
    /// Rows by entity, in the order of the names.
    package let tables: [Table]
    /// Rejects that are open; nil while a load has many to write.
    package let openRejects: Int?
    /// Rows that wait for their ticket.
    package let waiting: Int
    /// What the quality checks found after the newest load, the gravest first.
    package let quality: [QualityResult]
    /// Bytes on disk, by layer.
    package let layers: [Layer]
    /// Whether a load is filling tables that were empty: until it is done, rows and bytes are not counted.
    package let isBeingFilled: Bool

    package struct Load: Sendable {
        package let number: Int
        package let source: String
        package let mapping: String
        /// When it was committed, ISO 8601 in UTC.
        package let finishedAt: String
        package let seconds: Double
        package let read: Int
        package let added: Int
        package let changed: Int
        package let rejected: Int
    }

    package struct Table: Sendable {
        package let name: String
        package let rows: Int
    }

    package struct Layer: Sendable {
        package let name: String
        package let bytes: Int
    }
}

extension Warehouse {
    /// Reads the status; counts rows, so it costs time in proportion to them.
    package mutating func status() throws -> WarehouseStatus {
        let checks = try QualityChecks(files: files)
        return try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
            let loads = try connection.execute(
                """
                select
                    load.load_id,
                    load.source,
                    load.mapping,
                    meta.utc_text(load.finished_at),
                    extract(epoch from load.finished_at - load.started_at)::float8,
                    coalesce(sum(load_entity.read_count), 0),
                    coalesce(sum(load_entity.added_count), 0),
                    coalesce(sum(load_entity.changed_count), 0),
                    coalesce(sum(load_entity.rejected_count), 0)
                from meta.load
                left join meta.load_entity on load.load_id = load_entity.load_id
                group by load.load_id
                order by load.load_id desc
                limit 10
                """
            ).map { row throws(PostgresError) in
                WarehouseStatus.Load(
                    number: try row.decode(at: 0), source: try row.decode(at: 1),
                    mapping: try row.decode(at: 2),
                    finishedAt: try row.decode(at: 3), seconds: try row.decode(at: 4),
                    read: try row.decode(at: 5),
                    added: try row.decode(at: 6), changed: try row.decode(at: 7),
                    rejected: try row.decode(at: 8))
            }
            let counts = try Self.counts(on: &connection)
            return WarehouseStatus(
                freshness: try Freshness.current(on: &connection), loads: loads, tables: counts?.tables ?? [],
                openRejects: try Self.unlessLocked(on: &connection) { connection in
                    try connection.execute(
                        "select count(*) from meta.reject where cleared_by_load_id is null"
                    ).value(Int.self)
                },
                waiting: counts?.waiting ?? 0,
                quality: try loads.first.map { try checks.results(of: $0.number, on: &connection) } ?? [],
                layers: counts?.layers ?? [], isBeingFilled: counts == nil)
        }
    }

    /// What is counted and measured.
    private struct Counts {
        let tables: [WarehouseStatus.Table]
        let waiting: Int
        let layers: [WarehouseStatus.Layer]
    }

    /// Counts; nil where tables are locked.
    private static func counts(on connection: inout Connection) throws -> Counts? {
        if try isLocked(on: &connection) { return nil }
        return try unlessLocked(on: &connection) { connection in
            Counts(
                tables: try tables(on: &connection),
                waiting: try connection.execute(
                    Statement(trusted: AnswerCounts.waiting)
                ).value(Int.self),
                layers: try layers(on: &connection))
        }
    }

    /// Reads what a load may just be locking; nil where it does.
    private static func unlessLocked<Value>(
        on connection: inout Connection, _ read: (inout Connection) throws -> Value
    ) throws -> Value? {
        do {
            return try connection.savepoint { connection in
                try connection.execute("set local lock_timeout = '1s'")
                return try read(&connection)
            }
        } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
            return nil
        }
    }

    private static func tables(on connection: inout Connection) throws -> [WarehouseStatus.Table] {
        let names = try connection.execute(
            "select relname from pg_class where relnamespace = 'core'::regnamespace and relkind = 'r' order by 1"
        ).values(String.self)
        return try names.map { name in
            let rows = try connection.execute("select count(*) from \(identifier: "core", name)")
                .value(Int.self)
            return WarehouseStatus.Table(name: name, rows: rows)
        }
    }

    private static func layers(on connection: inout Connection) throws -> [WarehouseStatus.Layer] {
        try connection.execute(
            """
            select nspname, sum(pg_total_relation_size(pg_class.oid))::bigint
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where nspname in ('core', 'fact', 'rollup', 'meta') and relkind = 'r'
            group by nspname
            order by array_position(array['core', 'fact', 'rollup', 'meta'], nspname::text)
            """
        ).map { row throws(PostgresError) in
            WarehouseStatus.Layer(name: try row.decode(at: 0), bytes: try row.decode(at: 1))
        }
    }

    /// Whether somebody holds tables of ours so that nobody may read them.
    private static func isLocked(on connection: inout Connection) throws -> Bool {
        try connection.execute(
            """
            select exists (
                select from pg_locks
                inner join pg_class on pg_class.oid = pg_locks.relation
                where relnamespace::regnamespace::text in ('core', 'fact', 'rollup', 'meta')
                    and mode = 'AccessExclusiveLock' and granted and pid <> pg_backend_pid()
                    and pg_locks.database = (select oid from pg_database where datname = current_database())
            )
            """
        ).value(Bool.self)
    }
}
