import PostgresClient
import Synchronization
import TestSupport
import Testing

@Suite(.scratchDatabase) struct ScratchDatabaseTests {
    private static let deployments = Atomic(0)

    @Sendable private static func deploy(_ conninfo: String) throws {
        deployments.add(1, ordering: .relaxed)
        var connection = try Connection(ConnectionSettings(conninfo))
        try connection.execute("create table item as select generate_series(1, 10) as id")
    }

    @Test(
        .scratchDatabase(clonedFrom: "items", deploy: ScratchDatabaseTests.deploy),
        arguments: 1...3)
    func eachCaseHasAFreshCloneOfWhatWasDeployedOnce(round: Int) throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("delete from item").affectedRows == 10)
        #expect(Self.deployments.load(ordering: .relaxed) == 1)
    }

    @Test func suitesDatabaseIsEmptyAndNotATestsOwn() throws {
        var connection = try ScratchDatabase.connect()
        #expect(connection.database.hasPrefix("scratch_"))
        #expect(try connection.execute("select to_regclass('item') is null").value(Bool.self))
    }

    @Test func databaseIsDroppedEvenWithSessionsInIt() async throws {
        struct Failed: Error {}
        let left = Mutex<String?>(nil)
        let trait = ScratchDatabaseTrait.scratchDatabase
        let test = try #require(Test.current)
        await #expect(throws: Failed.self) {
            try await trait.provideScope(for: test, testCase: nil) {
                let connection = try ScratchDatabase.connect()
                left.withLock { $0 = connection.database }
                throw Failed()
            }
        }
        var observer = try ScratchDatabase.connect()
        let name = try #require(left.withLock { $0 })
        let databases = try observer.execute("select count(*) from pg_database where datname = \(name)")
        #expect(try databases.value(Int.self) == 0)
    }

    @Test func failedDeploymentFailsEveryTestThatNeedsIt() throws {
        let attempts = Mutex(0)
        for _ in 1...2 {
            #expect(throws: PostgresError.self) {
                try ScratchDatabase.prepareTemplate(named: "broken") { conninfo in
                    attempts.withLock { $0 += 1 }
                    var connection = try Connection(ConnectionSettings(conninfo))
                    try connection.execute("create nonsense")
                }
            }
        }
        #expect(attempts.withLock { $0 } == 1)
    }
}
