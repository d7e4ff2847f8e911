import Platform

/// A PostgreSQL server that belongs to one home folder: made on first use, reached through a unix socket only.
///
/// Any number of processes may use it at once; a lock in the home sees to it that one of them starts it. It goes on
/// running when they end.
package struct PrivateServer: Sendable {
    /// Where it lives.
    package let home: ServerHome
    let durability: Durability
    let environment: ServerEnvironment

    /// The server of a home, which need not exist yet.
    package init(
        home: ServerHome, durability: Durability = .full, environment: ServerEnvironment = .current
    ) {
        self.home = home
        self.durability = durability
        self.environment = environment
    }

    /// The server of the home that the environment names, or of the default one.
    package static func standard(
        _ environment: ServerEnvironment = .current
    ) throws(ServerError) -> PrivateServer {
        PrivateServer(home: try ServerHome.standard(environment), environment: environment)
    }

    /// What state it is in, without changing that.
    package func status() -> ServerStatus {
        guard let dataVersion = home.dataVersion else { return .absent }
        guard let file = PostmasterFile(inData: home.data), ServerProcesses.isAlive(file.process),
            !ServerProcesses.isEnding(file.process)
        else {
            return .stopped(dataVersion: dataVersion)
        }
        let address = ServerAddress(socketFolder: file.socketFolder, port: file.port)
        if file.status == "ready", LiveSocket.accepts(address.socket) {
            return .running(address: address, process: Int(file.process), dataVersion: dataVersion)
        }
        let isServer = ServerProcesses.isServer(file.process, of: home)
        return isServer ? .changing(process: Int(file.process)) : .stopped(dataVersion: dataVersion)
    }

    /// The path of a program of the server's own version, such as `psql`.
    package func program(named name: String) throws(ServerError) -> String {
        try binaries().existingPath(of: name)
    }

    /// The programs that fit the data.
    func binaries() throws(ServerError) -> ServerBinaries {
        try ServerBinaries.locate(dataVersion: home.dataVersion, home: home.path, environment: environment)
    }

    /// How long a server may take to start: the recovery after a crash reads up to `max_wal_size` of log.
    static let longestStart = 600

    /// How long a server may take to stop: it writes what it has in memory.
    static let longestStop = 120

    /// Waits a moment between two looks.
    static func pause() {
        usleep(5_000)
    }
}
