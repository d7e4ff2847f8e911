import Basics
package import EmbeddedSQL
package import PostgresClient

/// Why the warehouse did not do what it was asked; its description says what to do.
package enum WarehouseError: Error {
    /// The server is older than PostgreSQL 15; holds its version number (`140005`).
    case serverTooOld(version: Int)
    /// The database does not keep its text as UTF-8.
    case notUTF8(database: String, encoding: String)
    /// PostgreSQL refused what stands in a file of `sql/`.
    case fileRefused(path: String, problem: PostgresError)
    /// Schemas with our names are there, but not the records of our migrations.
    case databaseBelongsToOther(database: String, schemas: [String])
    /// The role may not create schemas in the database.
    case mayNotCreateSchemas(role: String, database: String)
    /// The database has not been set up, or by an older version, and the role may not change it.
    case notDeployed(database: String)
    /// The role has no way into our own records, so it can only be used by other SQL clients.
    case mayNotRead(role: String)
    /// The role may not make or change roles; the reason is the server's.
    case mayNotMakeRoles(role: String, reason: String)
    /// Only the role that owns the warehouse can let others read it.
    case mayNotGrant(role: String)
    /// The role that is to read `kpi` only has a right on something else of the warehouse.
    case readerReachesFurther(role: String, object: String)
    /// The role could give itself further rights.
    case readerMayGrow(role: String, attribute: String)
    /// No role may have this name, or it is everybody's.
    case badRoleName(String)
    /// The role does not use the rights of the roles that it is a member of.
    case readerDoesNotInherit(role: String)
    /// A migration that was applied is not the one in this version.
    case migrationChanged(name: String)
    /// A migration that was applied does not exist in this version: the database is newer.
    case migrationUnknown(name: String)
    /// What has to be built anew was being read for too long, by these sessions.
    case viewsInUse(by: [String])
    /// A user's own object depends on one that has to be rebuilt.
    case dependentObject(detail: String)
    /// A saved query was forgotten meanwhile.
    case savedQueryForgotten(name: String)
    /// A saved query names what there is no longer; the failure says where.
    case savedQueryUnreadable(name: String, failure: String)
    /// A file of `sql/` does not read as what it should be.
    case badSQLFile(path: String, line: Int, problem: String)
    /// The warehouse goes by a folder's files, and nothing was said of them.
    case deployedFromFolder(path: String)
    /// The folder was copied from another version: it lacks this migration, or has another one of its name.
    case folderOfOtherVersion(path: String, migration: String, isMissing: Bool)
    /// The folder `DESKHOUSE_SQL` cannot be used.
    case sqlFolder(SQLFolderError)
    /// PostgreSQL refused or was lost.
    case postgres(PostgresError)
}

extension WarehouseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .serverTooOld(let version):
            """
            the server is PostgreSQL \(version / 10_000).\(version % 10_000); Deskhouse needs 15 or later. \
            Use a newer server, or the private one (no --database)
            """
        case .notUTF8(let database, let encoding):
            """
            database "\(database)" keeps text as \(encoding), and Deskhouse needs UTF8: \
            create database deskhouse encoding 'UTF8' template template0; then --database
            """
        case .fileRefused(let path, let problem): "sql/\(path): \(problem)"
        case .databaseBelongsToOther(let database, let schemas):
            """
            database "\(database)" holds \(schemas.count == 1 ? "a schema" : "schemas") \
            \(schemas.joined(separator: ", ")) that Deskhouse did not make. \
            Give it a database of its own: createdb deskhouse, then --database
            """
        case .mayNotCreateSchemas(let role, let database):
            """
            role "\(role)" may not create schemas in database "\(database)". \
            As its owner run: grant create on database \(database) to \(role)
            """
        case .notDeployed(let database):
            """
            database "\(database)" is not set up for this version of Deskhouse, and this role may not change it. \
            Run deskhouse status once as the role that loads
            """
        case .mayNotRead(let role):
            """
            role "\(role)" may not look into schema meta, so Deskhouse cannot work as it. \
            What deskhouse grant made is for psql and BI tools, which read the schema kpi
            """
        case .mayNotMakeRoles(let role, let reason):
            """
            role "\(role)" may not make or change roles (\(reason)). \
            As an administrator run: alter role \(Quoting.identifier(role)) createrole; \
            or run this command with --database as a role that may. From PostgreSQL 16 on, a role that somebody else \
            made can be changed only by who was granted it with admin option
            """
        case .mayNotGrant(let role):
            """
            role "\(role)" does not own the warehouse and cannot let others read it: \
            run this command as the role that loads, or as a superuser
            """
        case .readerReachesFurther(let role, let object):
            """
            role "\(role)" has rights on \(object) already: as a superuser, as the owner, by a role it is a member of, \
            or by a grant. A reader sees the schema kpi only: name a role that has no other rights on the warehouse
            """
        case .readerMayGrow(let role, let attribute):
            """
            role "\(role)" has \(attribute), with which it could come to see more than the schema kpi. \
            Name another role, or as an administrator run: alter role \(Quoting.identifier(role)) no\(attribute)
            """
        case .badRoleName(let name):
            """
            "\(name)" is no name for a reader: a role's name has 1 to 63 bytes, does not begin with pg_, \
            and is not public
            """
        case .readerDoesNotInherit(let role):
            """
            role "\(role)" does not use the rights of its groups. \
            As an administrator run: alter role \(Quoting.identifier(role)) inherit; then this command again
            """
        case .migrationChanged(let name):
            """
            sql/migrations/\(name) has changed since it was applied. An applied migration is never edited: \
            restore it, and add a new one
            """
        case .migrationUnknown(let name):
            """
            the database was set up by a newer Deskhouse (migration \(name) is unknown here): \
            use that version
            """
        case .dependentObject(let detail):
            """
            an object of yours depends on one that this version rebuilds: \(detail). \
            Drop it, run the command again, and create it anew
            """
        case .savedQueryForgotten(let name): "'\(name)' is no longer saved"
        case .savedQueryUnreadable(let name, let failure):
            "the saved query '\(name)' does not read any more; save it anew:\n\(failure)"
        case .viewsInUse(let sessions):
            """
            this version has to build its views anew, and cannot while they are read\
            \(sessions.isEmpty ? "" : ": by \(sessions.joined(separator: ", "))"). \
            Nothing changed; run the command again when those transactions are over
            """
        case .badSQLFile(let path, let line, let problem): "sql/\(path), line \(line): \(problem)"
        case .deployedFromFolder(let path):
            """
            this warehouse goes by the SQL of \(path). Set DESKHOUSE_SQL=\(path.shellQuoted) to use it, \
            or DESKHOUSE_SQL=built-in, once, to go back to this version's own
            """
        case .folderOfOtherVersion(let path, let migration, let isMissing):
            """
            DESKHOUSE_SQL: \(path) is of another version: \
            \(isMissing ? "it has no \(migration)" : "its \(migration) is not this version's"). \
            Copy this version's sql/ anew and put your files in
            """
        case .sqlFolder(let error): "DESKHOUSE_SQL: \(error)"
        case .postgres(let error): error.description
        }
    }
}
