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
    /// Takes the rest of the line without blanks around it.
    let run: @Sendable (ShellSession, String) throws -> Void

    init(
        _ names: String..., arguments: String = "", group: Group, completes: Argument = .none,
        takesStatement: Bool = false, isCondition: Bool = false, _ summary: String,
        run: @escaping @Sendable (ShellSession, String) throws -> Void
    ) {
        self.names = names
        self.arguments = arguments
        self.summary = summary
        self.group = group
        self.completes = completes
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
        try command.run(self, call.arguments)
    }
}
