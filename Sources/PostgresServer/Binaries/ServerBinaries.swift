import Platform

/// The folder of an installed PostgreSQL server's programs.
package struct ServerBinaries: Sendable, Hashable {
    /// The folder.
    package let folder: String
    /// The version of `postgres` in it.
    package let version: ServerVersion

    /// The path of one of the programs.
    package func path(of program: String) -> String { "\(folder)/\(program)" }

    /// The path of a program that the server can do without, such as `psql`.
    ///
    /// A folder of links, such as `/usr/local/bin`, need not have it: then it lies where the link of `postgres` leads.
    func existingPath(of program: String) -> String {
        let path = path(of: program)
        guard access(path, X_OK) != 0, let target = realpath(self.path(of: "postgres"), nil) else {
            return path
        }
        defer { free(target) }
        let linked = String(cString: target).split(separator: "/").dropLast().map { "/\($0)" }.joined()
        return access("\(linked)/\(program)", X_OK) == 0 ? "\(linked)/\(program)" : path
    }

    /// Finds the programs: of the data's major version, if there are data; else the first that is new enough.
    ///
    /// Looks in `DESKHOUSE_PG_BIN` and nowhere else if that is set; else in `PATH`, where `pg_config --bindir` says,
    /// and where packages put what they keep off the `PATH`, below `root`, which is another than `/` in tests.
    package static func locate(
        dataVersion: Int?, home: String, environment: ServerEnvironment, root: String = ""
    ) throws(ServerError) -> ServerBinaries {
        let candidates: [String]
        if let folder = environment["DESKHOUSE_PG_BIN"] {
            guard hasPrograms(folder) else { throw .binariesMissing(folder: folder) }
            candidates = [folder]
        } else {
            candidates = installedFolders(environment, root: root).filter { hasPrograms($0) }
        }
        var seen: Set<String> = []
        var found: [ServerBinaries] = []
        for folder in candidates where seen.insert(folder).inserted {
            guard let version = version(in: folder) else { continue }
            let binaries = ServerBinaries(folder: folder, version: version)
            if binaries.suits(dataVersion) { return binaries }
            found.append(binaries)
        }
        guard let newest = found.max(by: { $0.version < $1.version }) else { throw .binariesNotFound }
        guard let dataVersion, newest.version.major >= ServerVersion.oldestSupported else {
            throw .tooOld(found: newest.version, folder: newest.folder)
        }
        throw .otherMajorVersion(data: dataVersion, found: found.map(\.version), home: home)
    }

    private func suits(_ dataVersion: Int?) -> Bool {
        version.major >= ServerVersion.oldestSupported && (dataVersion == nil || dataVersion == version.major)
    }

    private static func installedFolders(_ environment: ServerEnvironment, root: String) -> [String] {
        let path = (environment["PATH"] ?? "").split(separator: ":").map { String($0) }
            .filter { $0.hasPrefix("/") }
        var folders = path
        if let folder = path.first(where: { access("\($0)/pg_config", X_OK) == 0 }),
            let outcome = try? Program("\(folder)/pg_config", ["--bindir"]).run(), outcome.isSuccess
        {
            folders.append(outcome.output.trimmingLineBreaks())
        }
        folders += numberedFolders(in: "\(root)/usr/lib/postgresql", prefix: "").map { "\($0)/bin" }
        folders += numberedFolders(in: "\(root)/usr", prefix: "pgsql-").map { "\($0)/bin" }
        for brew in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
            folders += numberedFolders(in: root + brew, prefix: "postgresql@").map { "\($0)/bin" }
        }
        return folders
    }

    /// Folders named by a prefix and a number, the highest number first.
    private static func numberedFolders(in parent: String, prefix: String) -> [String] {
        Folder.names(in: parent)
            .compactMap { name -> (number: Int, path: String)? in
                guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)) else {
                    return nil
                }
                return (number, "\(parent)/\(name)")
            }
            .sorted { $0.number > $1.number }
            .map(\.path)
    }

    private static func hasPrograms(_ folder: String) -> Bool {
        ["initdb", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }

    private static func version(in folder: String) -> ServerVersion? {
        guard let outcome = try? Program("\(folder)/postgres", ["--version"]).run(), outcome.isSuccess else {
            return nil
        }
        return ServerVersion(programOutput: outcome.output)
    }
}
