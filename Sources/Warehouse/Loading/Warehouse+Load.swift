import Platform
import PostgresClient

extension Warehouse {
    /// Loads files; see `LoadRequest` and `LoadReport`.
    ///
    /// What may pass by itself (the server restarts or crashed, a deadlock) is tried again a few times; a private
    /// server that is down is started. Throws `InputError` or `LoadError` where nothing can be loaded,
    /// `StopRequest.Interrupted` or a cancelled statement's error where it was stopped; then nothing has changed.
    package mutating func load(
        _ request: LoadRequest, observe: @escaping (LoadEvent) -> Void = { _ in }
    ) throws -> LoadReport {
        var retries = LoadRetries()
        while true {
            var load = Load(
                request: request, files: files, rollups: rollups, settings: settings,
                stopRequest: stopRequest,
                observe: observe)
            do {
                return try load.run(on: &connection)
            } catch {
                let wasCommitting = load.committing
                stopRequest.reopen()
                try recover(from: error, of: load, &retries, observe)
                if let wasCommitting, try load.wasCommitted(wasCommitting, on: &connection) {
                    return wasCommitting
                }
                if load.hasReadPipe { throw LoadError.notRepeatable(problem: "\(error)") }
            }
        }
    }

    /// Waits and connects again, where the failure may pass and the load can be repeated; else throws it.
    private mutating func recover(
        from failure: any Error, of load: borrowing Load, _ retries: inout LoadRetries,
        _ observe: (LoadEvent) -> Void
    ) throws {
        guard let problem = failure as? PostgresError, problem.isTransient, !stopRequest.isRequested else {
            throw failure
        }
        // Where it was about to commit, whether it is in the warehouse can still be found out.
        if load.hasReadPipe, load.committing == nil {
            throw LoadError.notRepeatable(problem: problem.description)
        }
        var latest: any Error = failure
        while let pause = retries.next() {
            observe(
                .retrying(
                    attempt: retries.count, of: LoadRetries.pauses.count, pauseSeconds: pause,
                    problem: "\(latest)"))
            try wait(seconds: pause)
            do {
                if !connection.isAlive { try reconnect() }
                return
            } catch {
                // A server that is starting or recovering refuses at first.
                latest = error
            }
        }
        throw latest
    }

    /// Waits, unless interrupted: then it throws `StopRequest.Interrupted`.
    package func wait(seconds: Int) throws {
        for _ in 0..<seconds * 20 {
            try stopRequest.check()
            usleep(50_000)
        }
    }
}

/// How often a load is tried again, and after which pauses.
private struct LoadRetries {
    /// Seconds before each new attempt.
    static let pauses = [1, 2, 4, 8, 15]
    /// New attempts so far.
    private(set) var count = 0

    /// The pause before the next attempt; nil after the last.
    mutating func next() -> Int? {
        guard count < Self.pauses.count else { return nil }
        count += 1
        return Self.pauses[count - 1]
    }
}
