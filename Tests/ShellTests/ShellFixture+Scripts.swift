import Platform
import TerminalSupport
import TestSupport
import Testing

extension ShellFixture {
    /// How a shell without a terminal ended.
    struct Run {
        let status: Int
        let output: String
        let errors: String
    }

    /// Runs a text as a script.
    func script(_ text: String) throws -> Run {
        folder.write("script", text)
        return try run([], input: folder.path("script"))
    }

    /// Runs the shell with arguments, and with an empty input unless one is given.
    func run(_ arguments: [String], input: String = "/dev/null") throws -> Run {
        let program = try #require(BuiltProgram.path(of: "deskhouse"))
        let (output, errors) = (folder.path("output"), folder.path("errors"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var argv = ([program, "shell", "--database", conninfo] + arguments).map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, program, &actions, nil, &argv, &envp) == 0)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7F == 0 ? Int((status >> 8) & 0xFF) : 128 + Int(status & 0x7F)
        return Run(status: code, output: folder.text("output"), errors: folder.text("errors"))
    }
}
