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
            "ask the person at the terminal, and keep the answer as \\set does"
        ) { session, text in
            let words = text.quotedWords
            guard let name = words.last, words.count < 3 else {
                throw ShellError(
                    "\\prompt wants a name, before it a text in quotes: \\prompt 'Month? ' month")
            }
            session.variables[name] = try session.answer(to: words.count == 2 ? words[0] : "")
        },
        MetaCommand(
            "getenv", arguments: "NAME VARIABLE", group: .scripts,
            "keep the value of a variable of the environment, if it has one"
        ) { session, text in
            let words = text.quotedWords
            guard words.count == 2 else {
                throw ShellError("\\getenv wants a name and a variable: \\getenv folder HOME")
            }
            if let value = Screen.variable(words[1]) { session.variables[words[0]] = value }
        },
        MetaCommand(
            "echo", arguments: "TEXT", group: .scripts,
            "print a text, with the values of its :name, on standard output"
        ) { session, text in
            let output = Output(descriptor: STDOUT_FILENO)
            let filled = SQLText.filled(text, with: session.variables)
            output.write(TerminalText.of(filled, unicode: session.screen.unicode) + "\n")
            try output.commit()
        },
        MetaCommand("qecho", arguments: "TEXT", group: .scripts, "print it where answers go (\\o)") {
            session, text in
            try session.show(SQLText.filled(text, with: session.variables) + "\n")
        },
        MetaCommand("warn", arguments: "TEXT", group: .scripts, "print it on standard error") {
            session, text in
            session.tell(SQLText.filled(text, with: session.variables))
        },
    ]
}

extension ShellSession {
    /// Whether a condition holds, with the values of its `:name`.
    fileprivate func condition(_ text: String, of name: String) throws(ShellError) -> Bool {
        guard !text.isEmpty else { throw ShellError("\\\(name) wants a condition: true, false or :name") }
        if text.hasPrefix(":{?"), text.hasSuffix("}") {
            return variables[String(text.dropFirst(3).dropLast())] != nil
        }
        return try Conditions.boolean(SQLText.filled(text, with: variables).trimmed)
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
