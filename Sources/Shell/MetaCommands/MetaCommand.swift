import Basics

/// A command that begins with `\`.
///
/// They are one table (`MetaCommand.all`): what runs, what is completed and what `\?` prints are the same.
struct MetaCommand: Sendable {
    /// Where `\?` lists it.
    enum Group: String, CaseIterable, Sendable {
        case questions = "Questions"
        case answers = "Answers"
        case warehouse = "The warehouse"
        case database = "The database"
        case session = "The session"
        case scripts = "Scripts"
    }

    /// What may be completed behind it.
    enum Argument: Sendable {
        case none, relation, schema, kpi, dimension, savedQuery, path
        /// A function of the database, a KPI whose SQL is to be shown, or only the first.
        case source, function
        /// What `\?` has something to say on.
        case topic
        case words([String])
        /// A format, then a path; or only the path.
        case export
    }

    /// How what follows it is read.
    enum Reading: Sendable {
        /// By words (`MetaArguments`).
        case words
        /// As it stands, up to the end of the line: it has a language of its own.
        case line
        /// By words, unless it begins with `|`.
        case fileOrCommand
    }

    /// The usual spelling first, without the backslash.
    let names: [String]
    /// What follows it, as `\?` shows it.
    let arguments: String
    let summary: String
    let group: Group
    let completes: Argument
    /// Whether it does something with a statement that stands before it in place of a semicolon.
    let takesStatement: Bool
    /// Whether it says which parts of a script are run, and so is heeded where they are not.
    let isCondition: Bool
    let reads: Reading
    let run: @Sendable (ShellSession, MetaArguments) throws -> Void

    /// Makes a command that takes what follows it as one text.
    init(
        _ names: String..., arguments: String = "", group: Group, completes: Argument = .none,
        reads: Reading = .words, takesStatement: Bool = false, isCondition: Bool = false, _ summary: String,
        run: @escaping @Sendable (ShellSession, String) throws -> Void
    ) {
        self.init(
            names: names, arguments: arguments, group: group, completes: completes, reads: reads,
            takesStatement: takesStatement, isCondition: isCondition, summary
        ) { session, arguments in try run(session, arguments.text) }
    }

    /// Makes a command that tells its words apart.
    init(
        _ names: String..., arguments: String, group: Group, completes: Argument = .none,
        takesStatement: Bool = false, _ summary: String,
        byWords run: @escaping @Sendable (ShellSession, MetaArguments) throws -> Void
    ) {
        self.init(
            names: names, arguments: arguments, group: group, completes: completes, reads: .words,
            takesStatement: takesStatement, isCondition: false, summary, run: run)
    }

    private init(
        names: [String], arguments: String, group: Group, completes: Argument, reads: Reading,
        takesStatement: Bool, isCondition: Bool, _ summary: String,
        run: @escaping @Sendable (ShellSession, MetaArguments) throws -> Void
    ) {
        self.names = names
        self.arguments = arguments
        self.summary = summary
        self.group = group
        self.completes = completes
        self.reads = reads
        self.takesStatement = takesStatement
        self.isCondition = isCondition
        self.run = run
    }

    /// Every command, in the order of `\?`.
    static let all = questions + answers + warehouse + database + editing + session + scripts

    /// The command of that name; nil where there is none.
    static func named(_ name: String) -> MetaCommand? {
        all.first { $0.names.contains(name) }
    }

    /// The name that was likely meant.
    static func nearest(to name: String) -> String? {
        if name.hasPrefix("?") { return "?" }
        let names = all.flatMap(\.names)
        return names.filter { $0.hasPrefix(name) }.min { $0.count < $1.count }
            ?? NearestName.of(name, among: names)
            ?? names.filter { name.hasPrefix($0) && $0.count > 1 }.max { $0.count < $1.count }
    }
}

extension ShellSession {
    /// Runs a meta-command, given without its backslash.
    func runMeta(_ text: String) throws {
        let call = MetaCall(text)
        guard let command = call.command else {
            let name = call.name
            if let advice = ForeignCommand.commandsOfPsql[name] {
                throw ShellError("there is no \\\(name); \(advice)")
            }
            let nearest = MetaCommand.nearest(to: name).map { "did you mean \\\($0)? " } ?? ""
            throw ShellError("there is no \\\(name); \(nearest)\\? lists all")
        }
        // What follows -- is a comment.
        if command.arguments.isEmpty, !call.arguments.isEmpty, !call.arguments.hasPrefix("--") {
            throw ShellError("\\\(call.name) takes nothing behind it: '\(call.arguments)'")
        }
        try command.run(self, try arguments(of: call, command))
    }

    private func arguments(of call: MetaCall, _ command: MetaCommand) throws(ShellError) -> MetaArguments {
        let line = call.arguments
        let isWhole =
            command.arguments.isEmpty || command.reads == .line
            || command.reads == .fileOrCommand && line.first == "|"
        guard !isWhole else { return MetaArguments(whole: line) }
        do { return try MetaArguments(line, values: variables) } catch {
            throw ShellError("\\\(call.name): \(error)")
        }
    }
}
