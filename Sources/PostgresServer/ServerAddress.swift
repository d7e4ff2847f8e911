/// Where a running private server is reached.
package struct ServerAddress: Sendable, Hashable {
    /// The folder of its socket.
    package let socketFolder: String
    /// The number in the socket's name.
    package let port: Int

    /// The database that the server was made for.
    package static let database = "deskhouse"
    /// The role that owns everything.
    package static let role = "deskhouse"

    /// A libpq connection string for the product's database.
    package var conninfo: String { conninfo(database: Self.database) }

    /// A libpq connection string for another database of the server.
    package func conninfo(database: String) -> String {
        [("host", socketFolder), ("port", "\(port)"), ("dbname", database), ("user", Self.role)]
            .map { "\($0.0)=\(Self.quoted($0.1))" }
            .joined(separator: " ")
    }

    /// The socket's path.
    var socket: String { Self.socket(in: socketFolder, port: port) }

    static func socket(in folder: String, port: Int) -> String { "\(folder)/.s.PGSQL.\(port)" }

    /// A value as connection strings need it where it has blanks or quotes.
    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x27 && $0 != 0x5C }
        guard !isPlain else { return value }
        let escaped = value.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        return "'" + escaped.joined() + "'"
    }
}
