import PostgresClient
package import Testing

/// Gives a test, or all tests of a suite together, a database of its own, which is dropped afterwards.
///
/// The database is in `ScratchDatabase.current` while the test runs. On a suite the tests share one; on a test with
/// arguments, each case has its own. Without a PostgreSQL server the test fails, and says what to install.
package struct ScratchDatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    private let template: String
    private let deploy: (@Sendable (_ conninfo: String) throws -> Void)?

    init(template: String, deploy: (@Sendable (_ conninfo: String) throws -> Void)?) {
        self.template = template
        self.deploy = deploy
    }

    /// Called by the testing library around the test or suite.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        if let deploy { try ScratchDatabase.prepareTemplate(named: template, deploy) }
        let name = try ScratchDatabase.make(from: template)
        let conninfo = try TestServer.conninfo(database: name)
        // What the test throws wins over what the drop has to say.
        do {
            try await ScratchDatabase.$current.withValue(conninfo) { try await function() }
        } catch {
            try? ScratchDatabase.drop(name)
            throw error
        }
        try ScratchDatabase.drop(name)
    }
}

extension Trait where Self == ScratchDatabaseTrait {
    /// An empty database.
    package static var scratchDatabase: Self { Self(template: "template0", deploy: nil) }

    /// A clone of a database that the closure sets up, once in a process for each name.
    package static func scratchDatabase(
        clonedFrom template: String, deploy: @escaping @Sendable (_ conninfo: String) throws -> Void
    ) -> Self {
        Self(template: template, deploy: deploy)
    }
}
