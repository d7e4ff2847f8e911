import Platform
import PostgresClient

extension Warehouse {
    /// Loads files; see `LoadRequest` and `LoadReport`.
    ///
    /// What may pass by itself (the server restarts or crashed, a deadlock) is tried again a few times; a private
    /// server that is down is started. Throws `InputError` or `LoadError` where nothing can be loaded,
    /// `StopRequest.Interrupted` or a cancelled statement's error where it was stopped; then nothing has changed.
    /// Where the connection was lost during the commit, the warehouse is asked whether the load is in; only where that
    /// cannot be found out nobody knows, and `LoadError.outcomeUnknown` is thrown.
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
                if let report = load.committing {
                    let isIn = try wasCommitted(report, of: load, &retries, observe)
                    stopRequest.reopen()
                    if isIn { return report }
                    try stopRequest.check()
                }
                try recover(from: error, of: load, &retries, observe)
            }
        }
    }

    /// Asks whether a load is in whose commit was not answered; connects again for that where need be.
    ///
    /// A wish to stop ends the waiting, not the asking: until it is known, nobody may be told that nothing changed.
    private mutating func wasCommitted(
        _ report: LoadReport, of load: borrowing Load, _ retries: inout LoadRetries,
        _ observe: (LoadEvent) -> Void
    ) throws -> Bool {
        var latest: any Error
        repeat {
            do {
                if !connection.isAlive { try reconnect() }
                return try load.wasCommitted(report, on: &connection)
            } catch {
                latest = error
            }
        } while (try? pause(after: latest, &retries, observe)) == true
        throw LoadError.outcomeUnknown(problem: "\(latest)")
    }

    /// Waits and connects again, where the failure may pass and the load can be repeated; else throws it.
    private mutating func recover(
        from failure: any Error, of load: borrowing Load, _ retries: inout LoadRetries,
        _ observe: (LoadEvent) -> Void
    ) throws {
        guard let problem = failure as? PostgresError, problem.isTransient, !stopRequest.isRequested else {
            throw failure
        }
        if load.hasReadPipe { throw LoadError.notRepeatable(problem: problem.description) }
        var latest: any Error = failure
        while try pause(after: latest, &retries, observe) {
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

    /// Waits for the next attempt; false after the last one.
    private func pause(
        after problem: any Error, _ retries: inout LoadRetries, _ observe: (LoadEvent) -> Void
    ) throws -> Bool {
        guard let pause = retries.next() else { return false }
        try stopRequest.checkMade()
        observe(
            .retrying(
                attempt: retries.count, of: LoadRetries.pauses.count, pauseSeconds: pause,
                problem: "\(problem)"))
        try wait(seconds: pause)
        return true
    }

    /// Waits, unless interrupted: then it throws `StopRequest.Interrupted`.
    package func wait(seconds: Int) throws {
        for _ in 0..<seconds * 20 {
            try stopRequest.checkMade()
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
