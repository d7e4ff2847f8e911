import EmbeddedSQL
import PostgresClient

/// `deskhouse_reader` and its members, as `sql/roles.sql` makes them: they read the schema `kpi` and nothing else.
enum ReaderRole {
    /// Gives the readers their rights on views that were built anew; does nothing where there are no readers.
    static func regrant(_ files: [SQLFile], on connection: inout Connection) throws {
        // A folder of the user's own need not have the file.
        guard let file = file(in: files) else { return }
        try connection.executeScript(file.text)
    }

    /// Makes a role a reader, within a transaction.
    static func grant(_ role: String, _ files: [SQLFile], on connection: inout Connection) throws {
        guard (1...63).contains(role.utf8.count), !role.hasPrefix("pg_"), role != "public" else {
            throw WarehouseError.badRoleName(role)
        }
        guard let file = file(in: files) else {
            throw WarehouseError.badSQLFile(path: path, line: 1, problem: "the file is missing")
        }
        guard try Deployment.mayChange(on: &connection) else {
            throw WarehouseError.mayNotGrant(role: connection.user)
        }
        try connection.execute("select set_config('deskhouse.role', \(role), true)")
        do {
            try connection.executeScript(file.text)
        } catch {
            guard let diagnostic = error.diagnostic, diagnostic.sqlState == .insufficientPrivilege else {
                throw error
            }
            throw WarehouseError.mayNotMakeRoles(role: connection.user, reason: diagnostic.message)
        }
        try check(role, on: &connection)
    }

    /// Whether there is such a role.
    static func exists(_ role: String, on connection: inout Connection) throws -> Bool {
        try connection.execute("select exists (select from pg_roles where rolname = \(role)::name)").value(
            Bool.self)
    }

    /// The schemas in which everybody may make things, as PostgreSQL had it before version 15.
    static func schemasOpenToAll(on connection: inout Connection) throws -> [String] {
        try connection.execute(
            """
            select nspname::text from pg_namespace
            where nspname !~ '^pg_' and has_schema_privilege('public', oid, 'create')
            order by 1
            """
        ).values(String.self)
    }

    private static let path = "roles.sql"

    private static func file(in files: [SQLFile]) -> SQLFile? {
        files.first { $0.path == path }
    }

    /// Refuses a role that reaches further than `kpi`, or not that far.
    private static func check(_ role: String, on connection: inout Connection) throws {
        let further = try connection.execute(
            """
            select pg_class.oid::regclass::text
            from pg_class
            inner join pg_namespace on pg_namespace.oid = pg_class.relnamespace
            where nspname in ('meta', 'core', 'staging', 'raw', 'fact', 'rollup')
                and relkind in ('r', 'p', 'v', 'm', 'f')
                and has_schema_privilege(\(role)::name, nspname, 'usage')
                and (
                    has_any_column_privilege(\(role)::name, pg_class.oid, 'select, insert, update, references')
                    or has_table_privilege(\(role)::name, pg_class.oid, 'delete, truncate, trigger')
                )
            order by 1
            limit 1
            """
        ).values(String.self).first
        if let further { throw WarehouseError.readerReachesFurther(role: role, object: further) }
        let attribute = try connection.execute(
            """
            select case when rolcreaterole then 'createrole' when rolreplication then 'replication' end
            from pg_roles
            where rolname = \(role)::name and (rolcreaterole or rolreplication)
            """
        ).values(String.self).first
        if let attribute { throw WarehouseError.readerMayGrow(role: role, attribute: attribute) }
        let reads = try connection.execute("select has_schema_privilege(\(role)::name, 'kpi', 'usage')")
            .value(
                Bool.self)
        if !reads { throw WarehouseError.readerDoesNotInherit(role: role) }
    }
}

/// What letting a role read came to.
package struct ReaderGrant: Sendable {
    /// The role.
    package let role: String
    /// The database whose schema `kpi` it reads.
    package let database: String
    /// Whether the role was not there before: it has no password.
    package let isNew: Bool
    /// Schemas in which everybody may make things, so the role too.
    package let schemasOpenToAll: [String]
}

extension Warehouse {
    /// Lets a role read the schema `kpi`, and nothing else of the warehouse; makes the role where there is none.
    ///
    /// Doing it again changes nothing. Throws `WarehouseError` where the session's role may not, or where the role
    /// could see more: then nothing has changed.
    package mutating func grantReading(to role: String) throws -> ReaderGrant {
        let files = files
        return try connection.transaction { connection in
            try connection.execute("select pg_advisory_xact_lock(\(Deployment.lock))")
            let isNew = try !ReaderRole.exists(role, on: &connection)
            try ReaderRole.grant(role, files, on: &connection)
            return ReaderGrant(
                role: role, database: connection.database, isNew: isNew,
                schemasOpenToAll: try ReaderRole.schemasOpenToAll(on: &connection))
        }
    }
}
