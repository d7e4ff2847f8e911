import PostgresClient
import TestSupport
import Testing

@testable import Warehouse
@testable import deskhouse

/// What is said of a failure.
@Suite struct FailureTests {
    private struct DiskFull: Error, CustomStringConvertible {
        let description = "no space left"
    }

    private static func cancellation() throws -> any Error {
        var connection = try Connection(ConnectionSettings(TestServer.conninfo(database: "postgres")))
        do {
            try connection.execute("set statement_timeout = '1ms'")
            try connection.execute("select pg_sleep(10)")
            return DiskFull()
        } catch {
            return error
        }
    }

    @Test func onlyAnEndByTheWishToStopIsCalledOne() throws {
        for error in [StopRequest.Interrupted(), try Self.cancellation()] as [any Error] {
            let outcome = Failure.outcome(of: error, isStopped: true)
            #expect(outcome.message == "interrupted; nothing changed")
            #expect(outcome.code == Failure.interrupted)
        }
        for error in [DiskFull(), LoadError.outcomeUnknown(problem: "no space left")] as [any Error] {
            let outcome = Failure.outcome(of: error, isStopped: true)
            #expect(outcome.message?.hasPrefix("no space left") == true)
            #expect(outcome.code == Failure.failed)
        }
    }
}
