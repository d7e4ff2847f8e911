import Platform
import Rendering

extension MetaCommand {
    private static let booleans = ["true", "false"]

    static let scripts = [
        MetaCommand(
            "if", arguments: "CONDITION", group: .scripts, completes: .words(booleans), isCondition: true,
            "run what follows, up to \\elif, \\else or \\endif, only where it is true, yes, on or 1; "
                + ":{?name} says whether a value is set"
        ) { session, text in
            let line = session.line
            try session.conditions.begin(line: line) { () throws(ShellError) in
                try session.condition(text, of: "if")
            }
        },
        MetaCommand(
            "elif", arguments: "CONDITION", group: .scripts, completes: .words(booleans), isCondition: true,
            "else, where this is true"
        ) { session, text in
            try session.conditions.otherwise("elif", isElse: false, within: session.outerConditions) {
                () throws(ShellError) in try session.condition(text, of: "elif")
            }
        },
        MetaCommand("else", group: .scripts, isCondition: true, "else") { session, _ in
            try session.conditions.otherwise("else", isElse: true, within: session.outerConditions) { true }
        },
        MetaCommand("endif", group: .scripts, isCondition: true, "the end of \\if") { session, _ in
            try session.conditions.end(within: session.outerConditions)
        },
        MetaCommand(
            "prompt", arguments: "[TEXT] NAME", group: .scripts,
            "ask the person at the terminal, and keep the answer as \\set does",
            byWords: { session, arguments in
                let words = arguments.words
                guard let name = words.last, words.count < 3 else {
                    throw ShellError(
                        "\\prompt wants a name, before it a text in quotes: \\prompt 'Month? ' month")
                }
                // Before anybody types what could not be kept.
                try VariableName.check(name)
                try session.set(name, to: session.answer(to: words.count == 2 ? words[0] : ""))
            }),
        MetaCommand(
            "getenv", arguments: "NAME VARIABLE", group: .scripts,
            "keep the value of a variable of the environment, if it has one",
            byWords: { session, arguments in
                let words = arguments.words
                guard words.count == 2 else {
                    throw ShellError("\\getenv wants a name and a variable: \\getenv folder HOME")
                }
                if let value = Screen.variable(words[1]) { try session.set(words[0], to: value) }
            }),
        MetaCommand(
            "echo", arguments: "[-n] TEXT", group: .scripts,
            "print a text, with the values of its :name, on standard output; -n: without a new line",
            byWords: { session, arguments in
                let output = Output(descriptor: STDOUT_FILENO)
                output.write(TerminalText.of(arguments.printed, unicode: session.screen.unicode))
                try output.commit()
            }),
        MetaCommand(
            "qecho", arguments: "[-n] TEXT", group: .scripts, "print it where answers go (\\o)",
            byWords: { session, arguments in try session.show(arguments.printed) }),
        MetaCommand(
            "warn", arguments: "TEXT", group: .scripts, "print it on standard error",
            byWords: { session, arguments in session.tell(arguments.text) }),
    ]
}

extension MetaArguments {
    /// What `\echo` prints, as psql has it: `-n` leaves out the newline.
    fileprivate var printed: String {
        line.hasPrefix("-n") && words.first == "-n"
            ? words.dropFirst().joined(separator: " ") : text + "\n"
    }
}

extension ShellSession {
    /// Whether a condition holds.
    fileprivate func condition(_ text: String, of name: String) throws(ShellError) -> Bool {
        guard !text.isEmpty else { throw ShellError("\\\(name) wants a condition: true, false or :name") }
        return try Conditions.boolean(text)
    }

    /// What somebody types in a line: at the terminal, or what comes in where the script is not that itself.
    fileprivate func answer(to prompt: String) throws -> String {
        guard !surroundings.isInteractive, readsStandardInput else {
            let output = surroundings.isInteractive ? STDOUT_FILENO : STDERR_FILENO
            guard let answer = interruption.answer(to: prompt, prompting: output) else {
                throw surroundings.isInteractive ? Interrupted() : ShellError("\\prompt: nothing was typed")
            }
            return answer
        }
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { throw ShellError("\\prompt needs a terminal, as the script is the input") }
        defer { close(terminal) }
        guard let answer = interruption.answer(to: prompt, from: terminal, prompting: terminal) else {
            throw ShellError("\\prompt: nothing was typed")
        }
        return answer
    }
}
