import Platform

/// The user that the server runs as.
package struct ServerAccount: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// Its user id.
    package let userID: UInt32
    /// Its group id.
    package let groupID: UInt32

    /// The user of this process; for root, who may not run PostgreSQL, `postgres`, else `deskhouse`.
    ///
    /// `deskhouse` is made, as a system user, where neither exists.
    package static func forServer() throws(ServerError) -> ServerAccount {
        guard geteuid() == 0 else {
            let name = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
            return ServerAccount(name: name ?? "\(geteuid())", userID: geteuid(), groupID: getegid())
        }
        if let account = named("postgres") ?? named("deskhouse") { return account }
        for (program, arguments) in [
            ("/usr/sbin/useradd", ["--system", "--no-create-home", "--user-group", "deskhouse"]),
            ("/usr/sbin/adduser", ["-S", "-D", "-H", "deskhouse"]),
        ] where access(program, X_OK) == 0 {
            _ = try Program(program, arguments).run()
            if let account = named("deskhouse") { return account }
        }
        throw .accountMissing
    }

    private static func named(_ name: String) -> ServerAccount? {
        guard let entry = getpwnam(name)?.pointee else { return nil }
        return ServerAccount(name: name, userID: entry.pw_uid, groupID: entry.pw_gid)
    }

    /// Whether programs must be started as another user than this process's.
    var isOther: Bool { userID != geteuid() }

    /// What to put before a command line so that it runs as this user; nothing where that is so anyway.
    func commandPrefix() throws(ServerError) -> [String] {
        guard isOther else { return [] }
        let identity = ["--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--"]
        let ways = [
            ["/usr/bin/setpriv"] + identity,
            ["/bin/setpriv"] + identity,
            // macOS has no setpriv. Root needs no password; sudo keeps little of the environment.
            ["/usr/bin/sudo", "-n", "-u", name, "--", "/usr/bin/env"] + ServerConfiguration.environment,
        ]
        guard let way = ways.first(where: { access($0[0], X_OK) == 0 }) else {
            throw .programFailed(program: "setpriv", reason: "it is not installed (apt install util-linux)")
        }
        // The user may not be able to enter root's current folder, and PostgreSQL's programs complain then.
        return way + ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"]
    }
}
