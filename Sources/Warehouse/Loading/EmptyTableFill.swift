import Intake
import PostgresClient

/// Fills a core table that is empty: rows straight into it, keys built afterwards.
///
/// Keys maintained row by row cost more than all the rest of a first load. The table is truncated first, within the
/// load's transaction, so that its rows need no write-ahead log on a server that allows it; whoever reads the table
/// meanwhile waits for the load.
struct EmptyTableFill {
    let entity: Entity
    /// Statements that build the keys and indexes again.
    private var rebuild: [String] = []

    private var core: String { "core.\(entity.table)" }

    /// Where rows are copied to.
    var target: CopyTarget {
        CopyTarget(schema: "core", table: entity.table, columns: entity.storedColumns(.core).map(\.name))
    }

    /// Notes the keys and indexes of the table, and drops them.
    ///
    /// Nil where somebody uses the table.
    init?(_ entity: Entity, on connection: inout Connection) throws {
        self.entity = entity
        guard try TableLock.take("core.\(entity.table)", on: &connection) else { return nil }
        var drops = ["truncate \(core)"]
        try connection.execute(
            """
            select
                case
                    when conname is null then format('drop index %s', indexrelid::regclass)
                    else format('alter table %s drop constraint %I', indrelid::regclass, conname)
                end,
                case
                    when conname is null then pg_get_indexdef(indexrelid)
                    else format(
                        'alter table %s add constraint %I %s', indrelid::regclass, conname,
                        pg_get_constraintdef(pg_constraint.oid)
                    )
                end
            from pg_index
            left join pg_constraint on conindid = indexrelid and contype in ('p', 'u')
            where indrelid = \(core)::regclass
            order by conname is null, indexrelid
            """
        ).forEach { row throws(PostgresError) in
            drops.append(try row.decode(at: 0))
            rebuild.append(try row.decode(at: 1))
        }
        try connection.executeScript(drops.joined(separator: ";\n"))
    }

    /// Builds the keys; where rows of one key came several times, all but the last are dropped first.
    ///
    /// Returns how many were dropped.
    func finish(on connection: inout Connection) throws -> Int {
        var dropped = 0
        do {
            try connection.savepoint { connection in
                try build(on: &connection)
            }
        } catch let error as PostgresError {
            guard error.sqlState == .uniqueViolation else { throw error }
            dropped = try dropOlderDuplicates(on: &connection)
            try build(on: &connection)
        }
        // A small sample is enough to plan the derivation with; the server takes its own after the load.
        try connection.executeScript(
            "set local default_statistics_target = 30; analyze \(core); set local default_statistics_target to default"
        )
        return dropped
    }

    private func build(on connection: inout Connection) throws {
        for statement in rebuild { try connection.executeScript(statement) }
    }

    private func dropOlderDuplicates(on connection: inout Connection) throws -> Int {
        try connection.execute(
            Statement(
                trusted: """
                    delete from \(core) as row
                    using (
                        select
                            ctid,
                            row_number() over (
                                partition by \(entity.coreKey.joined(separator: ", ")) order by row_seq desc
                            ) as age
                        from \(core)
                    ) as line
                    where row.ctid = line.ctid and line.age > 1
                    """)
        ).affectedRows
    }
}

extension Entity {
    /// The columns of a core table's key.
    var coreKey: [String] {
        (isKeyedByExtras ? key + [extras.columnName] : key) + ["source"]
    }
}
