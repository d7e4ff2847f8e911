extension PrivateServer {
    /// Makes the database files, with the product's database in them.
    ///
    /// They get their name when they are complete: what a killed process leaves behind is made anew.
    func initialize(_ binaries: ServerBinaries) throws(ServerError) {
        removeUnfinishedData()
        let data = home.newUnfinishedData()
        try run(binaries.path(of: "initdb"), initializationArguments(data))
        try write("local all all trust\n", to: "\(data)/pg_hba.conf")
        try write("include 'deskhouse.conf'\ninclude 'local.conf'\n", to: "\(data)/postgresql.conf")
        try write("# Settings of your own: they win over deskhouse.conf.\n", to: "\(data)/local.conf")
        try configure(data)
        try run(
            binaries.path(of: "postgres"),
            ["--single", "-j", "-c", "exit_on_error=on", "-D", data, "template1"],
            input: "create database \(ServerAddress.database);\n\n")
        try run("/bin/mv", [data, home.data])
    }

    /// Removes what killed processes left, as far as nobody goes on writing there; the rest is left for the next start.
    func removeUnfinishedData() {
        let paths = home.unfinishedData
        guard !paths.isEmpty else { return }
        _ = try? Program("/bin/rm", ["-rf"] + paths, as: home.account).run()
    }

    private func initializationArguments(_ data: String) -> [String] {
        let arguments = [
            "--pgdata=\(data)", "--username=\(ServerAddress.role)", "--auth=trust",
            "--encoding=UTF8", "--locale=\(ServerConfiguration.locale)",
            "--no-instructions",
        ]
        return durability == .full ? arguments : arguments + ["--no-sync", "--wal-segsize=1"]
    }

    /// Writes the settings, if there are none or they were made for another machine or by another version of ours.
    func configure(_ data: String) throws(ServerError) {
        let configuration = ServerConfiguration(for: .current(), durability: durability)
        let path = "\(data)/deskhouse.conf"
        let header = Folder.text(of: path)?.split(separator: "\n").first
        if header.map(String.init) != configuration.header { try write(configuration.text, to: path) }
    }

    /// Writes a small file as the server's user, whole or not at all.
    private func write(_ text: String, to path: String) throws(ServerError) {
        try run(
            "/bin/sh", ["-c", "umask 077 && cat >\"$1.new\" && mv -f \"$1.new\" \"$1\"", "sh", path],
            input: text)
    }

    private func run(_ program: String, _ arguments: [String], input: String = "") throws(ServerError) {
        let outcome = try Program(program, arguments, as: home.account, input: input).run()
        guard outcome.isSuccess else {
            throw .initializationFailed(output: outcome.output.trimmingLineBreaks())
        }
    }
}
