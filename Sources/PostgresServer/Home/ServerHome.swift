import Platform

/// The folder that holds a private server: its data, its log, its socket.
package struct ServerHome: Sendable, Hashable {
    /// The folder's absolute path.
    package let path: String
    /// Who owns it and runs the server.
    package let account: ServerAccount

    /// Takes a folder, which need not exist; a relative path is one below the current folder.
    package init(path: String, account: ServerAccount) {
        self.path = Self.absolute(path)
        self.account = account
    }

    /// The folder that the environment names, or the default one.
    ///
    /// `DESKHOUSE_HOME`; else for root `/var/lib/deskhouse`; else `deskhouse` in `XDG_DATA_HOME`, which by default
    /// is `~/.local/share`.
    package static func standard(
        _ environment: ServerEnvironment = .current
    ) throws(ServerError) -> ServerHome {
        let account = try ServerAccount.forServer()
        return ServerHome(path: try standardPath(environment, isRoot: account.isOther), account: account)
    }

    static func standardPath(_ environment: ServerEnvironment, isRoot: Bool) throws(ServerError) -> String {
        if let path = environment["DESKHOUSE_HOME"] { return path }
        if isRoot { return "/var/lib/deskhouse" }
        // The specification says to ignore relative ones.
        if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return "\(path)/deskhouse" }
        if let path = environment["HOME"], path.hasPrefix("/") { return "\(path)/.local/share/deskhouse" }
        guard let entry = getpwuid(geteuid())?.pointee else { throw .homeUnknown }
        return String(cString: entry.pw_dir) + "/.local/share/deskhouse"
    }

    /// The data folder, `PGDATA` to PostgreSQL.
    package var data: String { "\(path)/cluster" }
    /// The server's log.
    package var log: String { "\(path)/server.log" }
    /// Held while the server is made, started or stopped.
    var lock: String { "\(path)/server.lock" }

    /// A place where data are made before they are complete: another one each time, since what a killed process
    /// started may go on writing into the last one for a while.
    func newUnfinishedData() -> String {
        "\(path)/\(Self.unfinishedName).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    }

    /// Data that were never completed.
    var unfinishedData: [String] {
        Folder.names(in: path).filter { $0.hasPrefix(Self.unfinishedName) }.map { "\(path)/\($0)" }
    }

    private static let unfinishedName = "cluster.new"

    /// The major version that wrote the data; nil if there are none.
    var dataVersion: Int? {
        Folder.text(of: "\(data)/PG_VERSION").flatMap { Int($0.trimmingLineBreaks()) }
    }

    /// Refuses a folder that is another user's: nothing that is asked about it could be answered.
    package func checkOwner() throws(ServerError) {
        var entry = stat()
        guard stat(path, &entry) == 0 else {
            guard errno == EACCES else { return }
            throw .homeOfOther(home: path, owner: nil)
        }
        guard geteuid() != 0, entry.st_uid != geteuid() else { return }
        let name = getpwuid(entry.st_uid).map { String(cString: $0.pointee.pw_name) }
        throw .homeOfOther(home: path, owner: name ?? "\(entry.st_uid)")
    }

    /// Makes the folder, or checks that the one that is there can be used.
    func prepare() throws(ServerError) {
        try Folder.makeParents(of: path)
        if try !Folder.make(path, owner: account) { try adopt() }
        guard account.isOther else { return }
        let enters = try Program("/bin/sh", ["-c", "cd \"$1\" && test -w .", "sh", path], as: account).run()
        guard enters.isSuccess else { throw .homeNotEnterable(home: path, account: account.name) }
    }

    private func adopt() throws(ServerError) {
        // A link to a folder on another disk is fine: look at what it leads to.
        var entry = stat()
        guard stat(path, &entry) == 0, entry.st_mode & S_IFMT == S_IFDIR else {
            throw .homeUnsuitable(home: path, reason: "it is not a folder")
        }
        let names = Folder.names(in: path)
        if entry.st_uid != account.userID {
            guard account.isOther, entry.st_uid == geteuid(), names.isEmpty else {
                throw .homeUnsuitable(home: path, reason: "it does not belong to the user \(account.name)")
            }
            try Folder.own(path, account)
        }
        guard
            names.isEmpty || names.contains("server.lock") || names.contains("cluster")
                || names.contains(where: { $0.hasPrefix(Self.unfinishedName) })
        else {
            throw .homeUnsuitable(home: path, reason: "it holds other files")
        }
        // Whoever can enter it can connect as the owner of all data.
        if entry.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 {
            throw .fileFailed(path: path, action: "close to others", reason: String(cString: strerror(errno)))
        }
    }

    private static func absolute(_ path: String) -> String {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }
}
