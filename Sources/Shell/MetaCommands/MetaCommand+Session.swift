import Platform
import PostgresClient
import Rendering
import Warehouse

extension MetaCommand {
    static let session = [
        MetaCommand(
            "?", "help", "h", arguments: "[keys or NAME]", group: .session, completes: .topic,
            reads: .line,
            "this list; \\? keys: what keys do; \\? NAME: a command, or where PostgreSQL's is described"
        ) {
            session, topic in
            guard !topic.isEmpty else { return try session.show(HelpText(width: session.screen.width).text) }
            guard topic != "keys" else { return try session.show(session.keyHelp()) }
            guard let text = HelpText.text(on: topic) else {
                throw ShellError("there is no help on '\(topic)'; \\? lists all commands")
            }
            try session.show(text)
        },
        MetaCommand("conninfo", group: .session, "where this session is connected") { session, _ in
            try session.show(try session.connectionText())
        },
        MetaCommand(
            "set", arguments: "[NAME VALUE]", group: .session,
            "keep a value, or list what is kept: :name is a value in a question, in SQL its text, :'name' a constant, "
                + ":\"name\" a name; a value with blanks stands in quotes",
            byWords: { session, arguments in
                guard let name = arguments.words.first else {
                    let values = session.variables.sorted { $0.key < $1.key }
                    return try session.show(values.map { "\($0.key) = '\($0.value)'\n" }.joined())
                }
                try session.set(name, to: arguments.words.dropFirst().joined())
            }),
        MetaCommand("unset", arguments: "NAME", group: .session, "forget such a value") { session, name in
            session.variables[name] = nil
        },
        MetaCommand(
            "cd", arguments: "[FOLDER]", group: .session, completes: .path,
            "change the folder that files are looked for in"
        ) {
            _, path in
            let folder = FilePath.expanded(path.isEmpty ? "~" : path)
            guard chdir(folder) == 0 else {
                throw ShellError("cannot enter \(folder): \(String(cString: strerror(errno)))")
            }
        },
        MetaCommand(
            "!", arguments: "[COMMAND]", group: .session, reads: .line, "run a command of the system's shell"
        ) {
            session, command in
            let status = try ChildProcess(command.isEmpty ? Screen.variable("SHELL") ?? "sh" : command).wait()
            // The terminal has echoed ^C.
            if status == 128 + Int(SIGINT), session.surroundings.isInteractive { session.tell("") }
            guard status == 0 || session.surroundings.isInteractive else {
                throw ShellError("\(command) failed with status \(status)")
            }
        },
        MetaCommand("errverbose", group: .session, "all that the server said of the last error") {
            session, _ in
            guard let error = session.lastError else { throw ShellError("there was no error of the server") }
            try session.show(error.verboseDescription + "\n")
        },
        MetaCommand("q", "quit", "exit", group: .session, "leave; Ctrl-D does too") { session, _ in
            session.isOver = true
        },
    ]
}

extension ShellSession {
    fileprivate func connectionText() throws -> String {
        let session = try withServer {
            (
                database: warehouse.connection.database, role: warehouse.connection.user,
                host: warehouse.connection.host, version: warehouse.connection.serverVersion,
                process: warehouse.connection.backendProcess,
                zone: warehouse.connection.parameterStatus("TimeZone") ?? ""
            )
        }
        let zone = try withServer { try warehouse.value(of: .timezone) }
        return """
            database  \(session.database)
            role      \(session.role)
            server    \(session.host), PostgreSQL \(session.version / 10_000).\(session.version % 10_000)
            session   process \(session.process), \(surroundings.mayWrite ? "may write" : "reads only")
            zones     KPI answers \(zone), SQL \(session.zone)

            """
    }
}
