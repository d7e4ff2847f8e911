import Platform

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
                        throw failure(log)
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

    /// What to say of a start that failed with this log.
    private func failure(_ log: String) -> ServerError {
        let folder = try? SocketFolder.prepare(
            for: home, port: ServerConfiguration.port, environment: environment)
        let unreadable = lockFiles(in: folder ?? home.path).first(where: Self.isUnreadable)
        return unreadable.map { .lockFileUnreadable(path: $0) } ?? .startFailed(log: log, logPath: home.log)
    }

    /// Whether a start failed for what time heals: processes of the crashed server that have not ended yet.
    private static func mayPass(_ log: String) -> Bool {
        log.contains("pre-existing shared memory block")
            || (log.contains("lock file \"") && log.contains("\" already exists"))
    }

    /// Removes the files of a crashed server whose process number something else has now, or that the crash left empty
    /// or garbled.
    ///
    /// The server itself would take that for a running server and refuse, forever: in containers, where numbers are
    /// small and nobody asks after ended processes, it is the rule. The files also guard the data against two
    /// servers; so only where no process works on the data and none answers.
    private func removeStaleFiles(_ socketFolder: String) throws(ServerError) {
        let stale = lockFiles(in: socketFolder).filter { path in
            let file = Folder.text(of: path).flatMap { PostmasterFile(text: $0) }
            return file.map { ServerProcesses.isAlive($0.process) } ?? Self.isUnreadable(path)
        }
        guard !stale.isEmpty, !ServerProcesses.exist(for: home), !LiveSocket.accepts(socket(in: socketFolder))
        else { return }
        _ = try Program("/bin/rm", ["-f"] + stale, as: home.account).run()
    }

    /// The files that say which process is the server.
    private func lockFiles(in socketFolder: String) -> [String] {
        ["\(home.data)/postmaster.pid", socket(in: socketFolder) + ".lock"]
    }

    private func socket(in folder: String) -> String {
        ServerAddress.socket(in: folder, port: ServerConfiguration.port)
    }

    /// Whether a file is there that names no process.
    private static func isUnreadable(_ path: String) -> Bool {
        Folder.text(of: path).map { PostmasterFile(text: $0) == nil } ?? false
    }

    /// Starts the server's first process, in a session of its own and with the log as its output.
    private func spawn(_ binaries: ServerBinaries) throws(ServerError) -> pid_t {
        removeUnfinishedData()
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
