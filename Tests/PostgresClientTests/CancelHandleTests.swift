import Dispatch
import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase, .timeLimit(.minutes(5))) struct CancelHandleTests {
    /// Cancels from another thread as soon as another session sees the process at work.
    private static func cancel(_ handle: CancelHandle, whenActive process: Int) throws -> Canceller {
        let canceller = Canceller()
        let conninfo = try ScratchDatabase.conninfo
        DispatchQueue.global().async {
            canceller.finish(
                Result {
                    var observer = try Connection(ConnectionSettings(conninfo))
                    while try observer.execute(
                        "select state <> 'active' from pg_stat_activity where pid = \(process)::int"
                    ).value(Bool.self) {}
                    try handle.cancel()
                })
        }
        return canceller
    }

    @Test func cancelsASleepFromAnotherThread() throws {
        var connection = try ScratchDatabase.connect()
        let canceller = try Self.cancel(
            try connection.makeCancelHandle(), whenActive: connection.backendProcess)
        let error = #expect(throws: PostgresError.self) { try connection.execute("select pg_sleep(600)") }
        #expect(error?.sqlState == .queryCanceled)
        try canceller.wait()
        #expect(connection.transactionStatus == .idle)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func cancelsAStreamBetweenRows() throws {
        var connection = try ScratchDatabase.connect()
        let handle = try connection.makeCancelHandle()
        var seen = 0
        let error = #expect(throws: PostgresError.self) {
            try connection.stream("select generate_series(1, 1000000000000)") { _ in
                seen += 1
                if seen == 10 { try handle.cancel() }
            }
        }
        #expect(error?.sqlState == .queryCanceled)
        #expect(seen >= 10)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func cancellingNothingIsNoError() throws {
        var connection = try ScratchDatabase.connect()
        let handle = try connection.makeCancelHandle()
        try handle.cancel()
        try handle.cancel()
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func handleOutlivesItsConnection() throws {
        func handleOfAClosedConnection() throws -> CancelHandle {
            let connection = try ScratchDatabase.connect()
            return try connection.makeCancelHandle()
        }
        try handleOfAClosedConnection().cancel()
    }
}

/// What became of a cancel request on another thread.
final class Canceller: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let outcome = Outcome()

    func finish(_ result: Result<Void, any Error>) {
        outcome.value = result
        done.signal()
    }

    func wait() throws {
        done.wait()
        try outcome.value.get()
    }

    /// `@unchecked Sendable`: written before the signal, read after it.
    private final class Outcome: @unchecked Sendable {
        var value: Result<Void, any Error> = .success(())
    }
}
