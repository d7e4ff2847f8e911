#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What starting a server is busy with, for who waits for it.
package enum StartStep: Sendable, Hashable {
    /// The database files are made: once in a home's life.
    case initializing
    /// The server starts.
    case starting
    /// The server was not stopped properly, and brings its files in order.
    case recovering
}

extension PrivateServer {
    /// Makes the server if there is none, starts it if it does not run, and says where it is.
    ///
    /// Costs less than a millisecond where it runs. Safe when several processes do it at once.
    @discardableResult
    package func start(_ report: (StartStep) -> Void = { _ in }) throws(ServerError) -> ServerAddress {
        if case .running(let address, _, _) = status() { return address }
        try home.prepare()
        return try FileLock.holding(home.lock) { () throws(ServerError) in
            let binaries = try binaries()
            if home.dataVersion == nil {
                report(.initializing)
                try initialize(binaries)
            }
            return try launch(binaries, report)
        }
    }

    /// Starts the server, or waits for one that somebody else is starting or stopping.
    private func launch(
        _ binaries: ServerBinaries, _ report: (StartStep) -> Void
    ) throws(ServerError) -> ServerAddress {
        let deadline = ContinuousClock.now + .seconds(Self.longestStart)
        let patience = ContinuousClock.now + .seconds(20)
        var launched: pid_t?
        var logEnd = 0
        while ContinuousClock.now < deadline {
            switch status() {
            case .running(let address, _, _):
                return address
            case .changing where launched == nil:
                break
            case .absent, .stopped, .changing:
                if let process = launched {
                    guard !ServerProcesses.isAlive(process) else { break }
                    let log = Folder.text(of: home.log, from: logEnd)?.trimmingLineBreaks() ?? ""
                    // After a crash of the server's first process the others need a moment to notice.
                    guard Self.mayPass(log), ContinuousClock.now < patience else {
                        throw .startFailed(log: log, logPath: home.log)
                    }
                    launched = nil
                } else {
                    report(PostmasterFile(inData: home.data) == nil ? .starting : .recovering)
                    logEnd = Folder.entry(at: home.log).map { Int($0.st_size) } ?? 0
                    launched = try spawn(binaries)
                }
            }
            Self.pause()
        }
        throw .timedOut(action: "start", seconds: Self.longestStart, logPath: home.log)
    }

    /// Whether a start failed for what time heals: processes of the crashed server that have not ended yet.
    private static func mayPass(_ log: String) -> Bool {
        log.contains("pre-existing shared memory block")
            || (log.contains("lock file \"") && log.contains("\" already exists"))
    }

    /// Removes the files of a crashed server whose process number something else has now.
    ///
    /// The server itself would take that for a running server and refuse, forever: in containers, where numbers are
    /// small and nobody asks after ended processes, it is the rule. The files also guard the data against two
    /// servers; so only where no process works on the data.
    private func removeStaleFiles(_ socketFolder: String) throws(ServerError) {
        let socketLock = ServerAddress.socket(in: socketFolder, port: ServerConfiguration.port) + ".lock"
        let stale = ["\(home.data)/postmaster.pid", socketLock].filter { path in
            Folder.text(of: path).flatMap { PostmasterFile(text: $0) }.map {
                ServerProcesses.isAlive($0.process)
            }
                ?? false
        }
        guard !stale.isEmpty, !ServerProcesses.exist(for: home) else { return }
        _ = try Program("/bin/rm", ["-f"] + stale, as: home.account).run()
    }

    /// Starts the server's first process, in a session of its own and with the log as its output.
    private func spawn(_ binaries: ServerBinaries) throws(ServerError) -> pid_t {
        try configure(home.data)
        let socketFolder = try SocketFolder.prepare(
            for: home, port: ServerConfiguration.port, environment: environment)
        try removeStaleFiles(socketFolder)
        // By the server's user, so that nothing it could put in the log's place is opened as root. A log that has
        // become large is kept once.
        let script = """
            umask 077; log=$1; shift
            if [ "$(wc -c <"$log" 2>/dev/null || echo 0)" -gt 10000000 ]; then mv -f "$log" "$log.1"; fi
            exec "$@" >>"$log" 2>&1
            """
        return try Program(
            "/bin/sh",
            [
                "-c", script, "sh", home.log, binaries.path(of: "postgres"), "-D", home.data,
                "-c", "unix_socket_directories=\"\(socketFolder)\"",
            ],
            as: home.account
        ).start()
    }
}
