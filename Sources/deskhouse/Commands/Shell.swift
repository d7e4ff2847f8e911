import ArgumentParser
import LineEditor
import Platform
import Shell
import Warehouse

/// `deskhouse shell`: KPI questions and SQL, typed or from a script.
struct Shell: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Ask KPI questions and SQL, one after the other.",
        discussion: """
            A KPI question ends at Enter, SQL at its semicolon; \\? lists the commands.

              deskhouse shell
              deskhouse shell -c 'frt by channel' -c 'select count(*) from core.ticket'
              deskhouse shell < report.dhs > report.txt

            From a file or with -c it stops at the first error, with exit code 1.
            """)

    @OptionGroup var database: DatabaseOptions

    @Flag(help: "Let SQL change data; otherwise each statement runs in a transaction that only reads.")
    var write = false

    @Option(
        name: [.short, .customLong("command")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Run this and leave; may be given several times.", valueName: "text"))
    var commands: [String] = []

    func run() throws {
        try Failure.reporting(endsOnSignals: false) {
            // A reader that went away, of the output or a pager, is an error of the write.
            signal(SIGPIPE, SIG_IGN)
            let isInteractive = commands.isEmpty && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            if isInteractive { HangUpSignals.watch() }
            Interruption.shared.install(endsProcess: !isInteractive)
            let session = try ShellSession(
                ShellSession.Surroundings(mayWrite: write, isInteractive: isInteractive) {
                    StandardError.print($0)
                }
            ) { try database.openWarehouse() }
            if isInteractive {
                InteractiveShell(session, history: History(path: HistoryPlace.path())).run()
            } else {
                try runScript(session)
            }
        }
    }

    private func runScript(_ session: ShellSession) throws {
        do {
            if commands.isEmpty {
                try session.runScript(from: STDIN_FILENO, named: "standard input")
            }
            for (position, command) in commands.enumerated() where !session.isOver {
                try session.runScript(
                    command, named: commands.count == 1 ? "-c" : "-c number \(position + 1)")
            }
        } catch {
            if error.isReaderGone { return }
            StandardError.print(error.description)
            throw error.isInterruption ? ExitCode(130) : Failure.failed
        }
        try session.finish()
    }
}
