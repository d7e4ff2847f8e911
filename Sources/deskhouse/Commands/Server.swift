import ArgumentParser
import Platform
import PostgresServer
import Warehouse

/// `deskhouse server`: the private server.
struct Server: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after the private PostgreSQL server.",
        subcommands: [ServerStatusCommand.self, ServerStart.self, ServerStop.self, ServerPsql.self],
        defaultSubcommand: ServerStatusCommand.self)
}

/// `deskhouse server status`.
struct ServerStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say whether it runs, and where.")

    func run() throws {
        try Failure.reporting {
            let server = try PrivateServer.standard()
            try server.home.checkOwner()
            print("home      \(server.home.path)")
            switch server.status() {
            case .absent: print("state     not made yet; the first command that needs it makes it")
            case .stopped(let version): print("state     stopped (PostgreSQL \(version))")
            case .changing(let process): print("state     starting or stopping (process \(process))")
            case .running(let address, let process, let version):
                print("state     running (PostgreSQL \(version), process \(process))")
                print("conninfo  \(address.conninfo)")
            }
        }
    }
}

/// `deskhouse server start`.
struct ServerStart: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start it, making it if need be.")

    func run() throws {
        try Failure.reporting {
            print(try PrivateServer.standard().start().conninfo)
        }
    }
}

/// `deskhouse server stop`.
struct ServerStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop it; the next command that needs it starts it again.")

    func run() throws {
        try Failure.reporting {
            let didRun = try PrivateServer.standard().stop()
            StandardError.print(didRun ? "stopped" : "it did not run")
        }
    }
}

/// `deskhouse server psql`.
struct ServerPsql: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "psql", abstract: "Open psql on it; arguments are psql's own.")

    @Argument(parsing: .captureForPassthrough, help: "What psql is given.")
    var arguments: [String] = []

    func run() throws {
        try Failure.reporting {
            let server = try PrivateServer.standard()
            if case .given = try DatabaseLocation(option: nil) {
                StandardError.print(
                    "deskhouse: this is the private server; the environment names another one for all other commands"
                )
            }
            let address = try server.start()
            let program = try server.program(named: "psql")
            let words = [program, address.conninfo] + arguments
            var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
            pointers.append(nil)
            ProcessSignals.restore()
            execv(program, pointers)
            StandardError.print("deskhouse: cannot run \(program): \(String(cString: strerror(errno)))")
            throw Failure.failed
        }
    }
}
