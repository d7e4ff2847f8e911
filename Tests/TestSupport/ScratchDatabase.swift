package import PostgresClient
import Synchronization

/// A database of a test's own.
package enum ScratchDatabase {
    /// The connection string of the database that the trait `.scratchDatabase` made; nil without the trait.
    @TaskLocal package static var current: String?

    /// The connection string of the database that the trait `.scratchDatabase` made.
    package static var conninfo: String {
        get throws {
            guard let current else { throw ScratchDatabaseFailure() }
            return current
        }
    }

    /// A new connection to it.
    package static func connect() throws -> Connection {
        try Connection(ConnectionSettings(conninfo))
    }

    /// Makes a database that others are cloned from, once in a process.
    ///
    /// The first call makes it and has the closure deploy into it; others wait for that. If it fails, all fail.
    package static func prepareTemplate(
        named name: String, _ deploy: @escaping (_ conninfo: String) throws -> Void
    ) throws {
        try templates.withLock { templates in
            let outcome =
                templates[name]
                ?? Result {
                    try TestServer.administer("create database \(identifier: name) template template0")
                    try deploy(TestServer.conninfo(database: name))
                }
            templates[name] = outcome
            try outcome.get()
        }
    }

    private static let templates = Mutex<[String: Result<Void, any Error>]>([:])
    private static let lastNumber = Atomic(0)

    /// Makes a database as a clone of another, and gives its name.
    package static func make(from template: String) throws -> String {
        let name = "scratch_\(lastNumber.add(1, ordering: .relaxed).newValue)"
        // Copying files takes half the time of copying through the log, where nothing is forced to disk.
        try TestServer.administer(
            "create database \(identifier: name) template \(identifier: template) strategy file_copy")
        return name
    }

    /// Drops a database, whoever is connected to it.
    static func drop(_ name: String) throws {
        try TestServer.administer("drop database \(identifier: name) with (force)")
    }
}

/// That a test asked for a scratch database without the trait.
private struct ScratchDatabaseFailure: Error, CustomStringConvertible {
    var description: String { "no scratch database: the test or its suite needs the trait .scratchDatabase" }
}
