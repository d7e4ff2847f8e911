import Platform

/// What happens to the sessions of a server that is to stop.
package enum StopMode: Sendable, Hashable {
    /// They are ended, and their transactions rolled back.
    case fast
    /// Everything is dropped as in a crash; the next start recovers.
    case immediate

    var signal: Int32 {
        switch self {
        case .fast: SIGINT
        case .immediate: SIGQUIT
        }
    }
}

extension PrivateServer {
    /// Stops the server, and returns when it has ended; false if it did not run.
    ///
    /// Throws where the home is another user's, of whose server nothing can be told.
    @discardableResult
    package func stop(_ mode: StopMode = .fast) throws(ServerError) -> Bool {
        try home.checkOwner()
        guard home.dataVersion != nil else { return false }
        return try FileLock.holding(home.lock) { () throws(ServerError) in
            switch status() {
            case .absent, .stopped:
                return false
            case .changing(let process), .running(_, let process, _):
                try end(pid_t(process), mode)
                return true
            }
        }
    }

    /// Asks a server to stop, and waits until its first process, which is the last to end, has ended.
    private func end(_ process: pid_t, _ mode: StopMode) throws(ServerError) {
        kill(process, mode.signal)
        let deadline = ContinuousClock.now + .seconds(Self.longestStop)
        // An ended process that nobody asks after still exists, but works on no data.
        while ServerProcesses.isAlive(process), ServerProcesses.isServer(process, of: home) {
            guard ContinuousClock.now < deadline else {
                throw .timedOut(action: "stop", seconds: Self.longestStop, logPath: home.log)
            }
            Self.pause()
        }
    }
}
