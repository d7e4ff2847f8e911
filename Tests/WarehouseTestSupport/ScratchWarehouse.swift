import EmbeddedSQL
import PostgresClient
import Synchronization
import TestSupport
package import Warehouse

/// Empty warehouses on the tests' server, lent one after the other.
///
/// A warehouse that comes back is emptied and lent again, which is much faster than a new database. One whose test
/// threw is left alone: nobody knows what it is like.
package enum ScratchWarehouse {
    private static let template = "warehouse_template"
    /// Connection strings of warehouses that nobody uses.
    private static let free = Mutex<[String]>([])
    /// Tables that hold rows right after the deployment: they stay.
    private static let seeded = Mutex<[String]>([])

    /// Lends a warehouse that is deployed, and in which nothing is loaded or set.
    package static func lend<Value>(_ body: (inout Warehouse) throws -> Value) throws -> Value {
        let conninfo = try free.withLock { $0.popLast() } ?? make()
        var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
        let value = try body(&warehouse)
        try empty(&warehouse.connection)
        free.withLock { $0.append(conninfo) }
        return value
    }

    /// The connection string of a warehouse that a test is being lent, for further sessions.
    package static func conninfo(of warehouse: borrowing Warehouse) throws -> String {
        try TestServer.conninfo(database: warehouse.connection.database)
    }

    private static func make() throws -> String {
        try ScratchDatabase.prepareTemplate(named: template) { conninfo in
            var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
            let tables = try filledTables(&warehouse.connection)
            seeded.withLock { $0 = tables }
        }
        return try TestServer.conninfo(database: ScratchDatabase.make(from: template))
    }

    /// Rows are deleted, since truncating makes new files, and resetting the numbering keeps results the same.
    private static func empty(_ connection: inout Connection) throws {
        let kept = seeded.withLock { $0 }
        for table in try filledTables(&connection) where !kept.contains(table) {
            try connection.execute(Statement(trusted: "delete from \(table)"))
        }
        try connection.execute(
            """
            select setval(pg_class.oid::regclass, 1, false)
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where relkind = 'S' and nspname in ('meta', 'staging', 'core', 'fact', 'rollup')
            """)
    }

    private static func filledTables(_ connection: inout Connection) throws -> [String] {
        let tables = try connection.execute(
            """
            select pg_class.oid::regclass::text
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where relkind in ('r', 'p') and nspname in ('meta', 'staging', 'raw', 'core', 'fact', 'rollup')
            """
        ).values(String.self)
        guard !tables.isEmpty else { return [] }
        let questions = tables.map { "select \(Quoting.literal($0)) where exists (select from \($0))" }
        return try connection.execute(Statement(trusted: questions.joined(separator: " union all ")))
            .values(String.self)
    }
}
