import Platform
import PostgresServer
import TerminalSupport
import TestSupport
import Testing

/// The built program, running.
final class DeskhouseProcess {
    /// How it ended.
    struct Outcome {
        /// The exit code; 128 and the signal's number if a signal ended it.
        let code: Int32
        let output: String
        let errors: String
    }

    let process: pid_t
    private let folder: ScratchFolder

    /// Starts it.
    ///
    /// - Parameters:
    ///   - arguments: Its arguments.
    ///   - home: The private server's folder; nil where a database is given.
    ///   - input: A file to be its standard input; else there is none.
    /// - Throws: Where it cannot be started.
    init(_ arguments: [String], home: String? = nil, input: String = "/dev/null") throws {
        let program = try #require(BuiltProgram.path(of: "deskhouse"))
        let folder = ScratchFolder()
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, folder.path("output"), O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, folder.path("errors"), O_WRONLY | O_CREAT, 0o600)
        // Nothing of the environment may name another database.
        let kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DESKHOUSE_PG_BIN"]
        var environment = kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        if let home { environment.append("DESKHOUSE_HOME=\(home)") }
        var process: pid_t = 0
        let failure = Self.withCStrings([program] + arguments) { words in
            Self.withCStrings(environment) { environment in
                posix_spawn(&process, program, &actions, nil, words, environment)
            }
        }
        try #require(failure == 0)
        self.process = process
        self.folder = folder
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], home: String? = nil, input: String = "/dev/null") throws -> Outcome
    {
        try DeskhouseProcess(arguments, home: home, input: input).wait()
    }

    /// Sends it a signal.
    func signal(_ number: Int32) {
        kill(process, number)
    }

    /// What it has written to standard error so far.
    var errors: String { folder.text("errors") }

    /// Waits for its end.
    func wait() -> Outcome {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return Outcome(code: code, output: folder.text("output"), errors: folder.text("errors"))
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) as UnsafeMutablePointer<CChar>? }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
