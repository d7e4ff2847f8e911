/// Why the private server cannot be used, in words that say what to do.
package enum ServerError: Error, Sendable, Hashable {
    /// No folder with `initdb` and `postgres` was found.
    case binariesNotFound
    /// `DESKHOUSE_PG_BIN` names a folder without `initdb` and `postgres`.
    case binariesMissing(folder: String)
    /// The newest server that was found is older than what the product needs.
    case tooOld(found: ServerVersion, folder: String)
    /// The data were written by another major version than any that was found.
    case otherMajorVersion(data: Int, found: [ServerVersion], home: String)
    /// Neither `HOME` nor the user database says where the user's files are.
    case homeUnknown
    /// The home folder cannot be used as such; says why.
    case homeUnsuitable(home: String, reason: String)
    /// The home folder is another user's, and this one may not look into it.
    case homeOfOther(home: String, owner: String?)
    /// The user that runs the server has no access to the folder that was given for it.
    case homeNotEnterable(home: String, account: String)
    /// PostgreSQL does not run as root, and there is no other user to run it as.
    case accountMissing
    /// A folder for the socket that somebody else could reach.
    case socketFolderUnsafe(folder: String)
    /// A file or folder could not be made or read.
    case fileFailed(path: String, action: String, reason: String)
    /// A program could not be started.
    case programFailed(program: String, reason: String)
    /// The database files could not be made; with what the program said.
    case initializationFailed(output: String)
    /// The server did not start; with the end of its log.
    case startFailed(log: String, logPath: String)
    /// A file that says which process is the server says nothing, and something may be at work on the data.
    case lockFileUnreadable(path: String)
    /// The server did not stop, or did not become ready, in the time allowed.
    case timedOut(action: String, seconds: Int, logPath: String)
}

extension ServerError: CustomStringConvertible {
    /// What is wrong and what to do about it.
    package var description: String {
        switch self {
        case .binariesNotFound:
            """
            no PostgreSQL server is installed (looked for initdb and postgres in DESKHOUSE_PG_BIN, PATH, \
            pg_config --bindir, /usr/lib/postgresql, /usr/pgsql-*, Homebrew). Install version 15 or later: \
            apt install postgresql, or brew install postgresql@17; or name another server with --database
            """
        case .binariesMissing(let folder):
            "DESKHOUSE_PG_BIN is \(folder), and initdb and postgres are not there: name the folder that has them"
        case .tooOld(let found, let folder):
            """
            the PostgreSQL server in \(folder) is version \(found); version \(ServerVersion.oldestSupported) or \
            later is needed: apt install postgresql, or brew install postgresql@17
            """
        case .otherMajorVersion(let data, let found, let home):
            """
            the data in \(home) belong to PostgreSQL \(data), and only \
            \(Set(found.map(\.description)).sorted().joined(separator: ", ")) is installed: install PostgreSQL \(data) again \
            (apt install postgresql-\(data), brew install postgresql@\(data)), or move that folder away and load anew
            """
        case .homeUnknown:
            "no home folder: HOME is not set; say where the data should be with DESKHOUSE_HOME"
        case .homeUnsuitable(let home, let reason):
            "\(home) cannot hold the private server: \(reason); name another folder with DESKHOUSE_HOME"
        case .homeOfOther(let home, let owner):
            """
            \(home) belongs to \(owner.map { "the user \($0)" } ?? "another user"), and only that user and root may \
            look into it: run this as one of them
            """
        case .homeNotEnterable(let home, let account):
            """
            PostgreSQL does not run as root but as the user \(account), who cannot enter \(home): choose a \
            DESKHOUSE_HOME that this user can enter, such as /var/lib/deskhouse
            """
        case .accountMissing:
            """
            PostgreSQL does not run as root, and there is no user postgres or deskhouse to run it as: \
            make one (useradd --system deskhouse), or run this as an ordinary user
            """
        case .socketFolderUnsafe(let folder):
            "\(folder) is not a folder that only the server's user can enter: remove it, and try again"
        case .fileFailed(let path, let action, let reason):
            "cannot \(action) \(path): \(reason)"
        case .programFailed(let program, let reason):
            "cannot run \(program): \(reason)"
        case .initializationFailed(let output):
            "the database files could not be made:\n\(output)"
        case .startFailed(let log, let logPath):
            "the private server did not start; its log (\(logPath)) says:\n\(log)"
        case .lockFileUnreadable(let path):
            """
            \(path) is empty or garbled, so that nobody can tell which process is the server, and one may be at work \
            on the data: make sure that none is (ps), remove that file, and try again
            """
        case .timedOut(let action, let seconds, let logPath):
            "the private server did not \(action) within \(seconds) s; its log is \(logPath)"
        }
    }
}
