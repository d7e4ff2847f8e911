import ArgumentParser

/// The command line of Deskhouse: every command is one file in `Commands`.
@main
struct Deskhouse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deskhouse",
        abstract:
            "A customer-support analytics warehouse: loads tickets, surveys, shifts and costs, and answers KPI questions.",
        discussion: """
            Without --database, DATABASE_URL or PG* variables, Deskhouse keeps a private PostgreSQL server of its own.
            Exit codes: 0 fine, 1 failed and nothing changed, 2 loaded but rows were rejected, 3 a check failed, \
            64 usage, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            Load.self, Query.self, Shell.self, SQL.self, Status.self, Verify.self, Rejects.self,
            Settings.self, Rebuild.self, Grant.self, Sample.self,
            Server.self,
        ])

    /// Runs the command that the arguments name.
    static func main() {
        StandardDescriptors.occupy()
        main(valuesApart(CommandLine.arguments.dropFirst().map { $0 }))
    }

    /// The arguments with a setting's value such as `-1h` behind a `--`: as a value it is refused with a reason, while
    /// as a cluster of options it would ask for help.
    static func valuesApart(_ arguments: [String]) -> [String] {
        func isNegative(_ word: String) -> Bool {
            word.first == "-" && word.dropFirst().first?.isNumber == true
        }
        guard arguments.first == "settings", !arguments.contains("--"),
            let value = arguments.last(where: isNegative)
        else { return arguments }
        return arguments.filter { !isNegative($0) } + ["--", value]
    }
}
