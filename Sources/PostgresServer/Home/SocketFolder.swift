import Platform

/// The folder of a server's socket, which only the server's user can enter: that is what guards the data.
enum SocketFolder {
    /// Makes the folder, or checks the one that is there.
    ///
    /// It lies in the home, unless the socket's path would be too long there, or libpq would take a character of it
    /// for something else; then in `XDG_RUNTIME_DIR` or `/tmp`, under a name that follows from the home's.
    static func prepare(for home: ServerHome, port: Int, environment: ServerEnvironment) throws(ServerError)
        -> String
    {
        let inHome = "\(home.path)/socket"
        guard !suits(inHome, port: port) else { return try claim(inHome, for: home.account) }
        let name = "deskhouse-\(home.account.userID)-\(String(fingerprint(home.path), radix: 36))"
        if !home.account.isOther, let runtime = environment["XDG_RUNTIME_DIR"] {
            let folder = "\(runtime)/\(name)"
            if suits(folder, port: port), access(runtime, W_OK) == 0 {
                return try claim(folder, for: home.account)
            }
        }
        return try claim("/tmp/\(name)", for: home.account)
    }

    /// Whether a socket in this folder has a path that fits, and that libpq reads as one path.
    static func suits(_ folder: String, port: Int) -> Bool {
        ServerAddress.socket(in: folder, port: port).utf8.count <= LiveSocket.longestPath
            && folder.hasPrefix("/")
            && !folder.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
    }

    private static func claim(_ folder: String, for account: ServerAccount) throws(ServerError) -> String {
        guard try !Folder.make(folder, owner: account) else { return folder }
        // Anybody can make a folder in /tmp, and lie in wait there.
        guard let entry = Folder.entry(at: folder), entry.st_mode & S_IFMT == S_IFDIR,
            entry.st_uid == account.userID, entry.st_mode & 0o077 == 0
        else { throw .socketFolderUnsafe(folder: folder) }
        return folder
    }

    /// FNV-1a: the same in every process, which Swift's hashes are not.
    private static func fingerprint(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
