import Platform
import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// The built shell over a small warehouse: three tickets of last year, answered after 10, 20 and 30 minutes.
struct ShellFixture {
    let conninfo: String
    let folder: ScratchFolder

    /// What a shell is started with.
    var environment: [String: String] {
        [
            "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": folder.path,
            "XDG_STATE_HOME": folder.path + "/state",
            "PAGER": "", "NO_COLOR": "1",
        ]
    }

    static func run(_ body: (ShellFixture) throws -> Void) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel,priority
                1,2025-03-03T10:00:00Z,email,high
                2,2025-03-04T10:00:00Z,chat,low
                3,2025-03-05T10:00:00Z,email,low

                """,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,visibility
                1,1,2025-03-03T10:10:00Z,agent,public
                2,2,2025-03-04T10:20:00Z,agent,public
                3,3,2025-03-05T10:30:00Z,agent,public

                """,
            ])
            // Of somebody who was here before: newcomers are greeted.
            let folder = ScratchFolder()
            folder.write("state/deskhouse/history", "volume\n")
            try body(ShellFixture(conninfo: ScratchWarehouse.conninfo(of: warehouse), folder: folder))
        }
    }

    /// A shell in a terminal, at its first prompt.
    func start(
        _ arguments: [String] = [], environment changes: [String: String] = [:], width: Int = 80,
        height: Int = 24
    ) throws -> PseudoTerminal {
        let program = try #require(BuiltProgram.path(of: "deskhouse"))
        let terminal = try PseudoTerminal(
            running: program, ["shell", "--database", conninfo] + arguments,
            environment: environment.merging(changes) { $1 }, width: width, height: height)
        try #require(terminal.wait { $0.rows.last?.hasSuffix(">") == true }, "\(terminal.screen.text)")
        return terminal
    }

    /// A connection of somebody else's.
    func connect() throws -> Connection {
        try Connection(ConnectionSettings(conninfo))
    }

    /// Waits until the server works at a statement.
    func waitForStatement(_ text: String) throws {
        var other = try connect()
        for _ in 0..<1_000 {
            let isThere = try other.execute(
                """
                select exists (
                    select from pg_stat_activity where state = 'active' and query = \(text))
                """
            ).value(Bool.self)
            if isThere { return }
            usleep(20_000)
        }
        Issue.record("\(text) does not begin")
    }
}

extension PseudoTerminal {
    /// The rows of the screen, once the last is a prompt and one of them what is awaited.
    func rows(with awaited: String) -> [String] {
        let came = wait { screen in
            screen.rows.contains { $0.contains(awaited) }
                && screen.rows.last?.hasSuffix(">") == true
        }
        if !came { Issue.record("\(awaited) does not come:\n\(screen.text)") }
        return screen.rows
    }

    /// Types something and leaves.
    func leave() -> Exit? {
        type("\u{04}")
        return waitForExit()
    }
}
