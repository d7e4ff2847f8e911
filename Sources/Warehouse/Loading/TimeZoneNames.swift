import PostgresClient

/// The IANA names of time zones, as PostgreSQL knows them.
///
/// Without those that only its files have: what the server's own zone is, and zones counted with leap seconds.
enum TimeZoneNames {
    private static let select = """
        select name from pg_timezone_names
        where name !~ '^(posix|right)/' and name not in ('localtime', 'posixrules', 'Factory')
        """

    static func all(on connection: inout Connection) throws -> Set<String> {
        Set(try connection.execute(Statement(trusted: select)).values(String.self))
    }

    static func contain(_ name: String, on connection: inout Connection) throws -> Bool {
        try connection.execute("select \(name) in (\(trusted: select))").value(Bool.self)
    }
}
