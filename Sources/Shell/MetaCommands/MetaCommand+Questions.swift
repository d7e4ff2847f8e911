import Basics
import KPIQuery
import Rendering
import Warehouse

extension MetaCommand {
    static let questions = [
        MetaCommand(
            "g", arguments: "[FILE or |COMMAND]", group: .questions, completes: .path,
            reads: .fileOrCommand, takesStatement: true,
            "ask again; with FILE the answer goes there, with |COMMAND that reads it"
        ) {
            session, path in
            try session.askAgain(into: path)
        },
        MetaCommand(
            "gx", arguments: "[FILE or |COMMAND]", group: .questions, completes: .path,
            reads: .fileOrCommand, takesStatement: true,
            "the same, each row as a block"
        ) {
            session, path in
            let before = session.options.expanded
            defer { session.options.expanded = before }
            session.options.expanded = .on
            try session.askAgain(into: path)
        },
        MetaCommand(
            "gdesc", group: .questions, takesStatement: true,
            "the columns that the answer has, and their types; SQL is not run for that"
        ) { session, _ in try session.describeQuestion() },
        MetaCommand(
            "tickets", arguments: "[ROW [KPI]]", group: .questions,
            "list what is behind a row of the last answer, counted from 1"
        ) { session, text in try session.askForCases(text) },
        MetaCommand(
            "crosstabview", arguments: "[ROWS [COLUMNS [VALUES]]]", group: .questions, takesStatement: true,
            "show the answer as a cross table, by the columns of these names or numbers",
            byWords: { session, arguments in
                try session.refuseForm(by: "crosstabview")
                let table = try CrossTable(
                    session.answeredOrAsked(), arguments.words.map { $0.unquoted("\"") })
                try session.present(table.columns, table.rows, query: session.question?.text ?? "")
            }),
        MetaCommand(
            "gset", arguments: "[PREFIX]", group: .questions, takesStatement: true,
            "keep each value of the answer's only row under its column's name, for :name in SQL"
        ) { session, prefix in
            let result = try session.askKept()
            guard result.rows.count == 1, let row = result.rows.first else {
                throw ShellError("\\gset wants one row; there are \(result.rows.count)")
            }
            for column in result.columns { try VariableName.check(prefix + column.name) }
            for (column, value) in zip(result.columns, row) {
                try session.set(prefix + column.name, to: value)
            }
        },
        MetaCommand(
            "gexec", group: .questions, takesStatement: true,
            "run each value of the answer as a statement, as far as statements may"
        ) { session, _ in try session.runAnswer() },
        MetaCommand(
            "watch", arguments: "[SECONDS]", group: .questions, takesStatement: true,
            "ask every 2 seconds, or so many, until Ctrl-C"
        ) { session, text in
            guard
                let seconds = text.isEmpty ? 2 : Double(text.hasSuffix("s") ? String(text.dropLast()) : text),
                (0.1...86_400).contains(seconds)
            else { throw ShellError("\\watch wants seconds, 0.1 or more, such as 5 or 0.5") }
            try session.watch(every: .milliseconds(Int(seconds * 1_000)))
        },
        MetaCommand(
            "e", "edit", arguments: "[FILE]", group: .questions, completes: .path, takesStatement: true,
            "edit the last question, or a file, in $EDITOR; Enter then runs it"
        ) {
            session, path in
            try session.edit(path)
        },
        MetaCommand(
            "ef", arguments: "FUNCTION", group: .questions, reads: .line,
            "edit what creates a function; Enter then runs it, where the shell may write"
        ) {
            session, name in
            try session.editFunction(name)
        },
        MetaCommand(
            "ev", arguments: "VIEW", group: .questions, completes: .relation, reads: .line,
            "edit what creates a view"
        ) {
            session, name in
            try session.editView(name)
        },
        MetaCommand("i", "include", arguments: "FILE", group: .questions, completes: .path, "run a script") {
            session, path in
            guard !path.isEmpty else { throw ShellError("\\i wants a file") }
            try session.runScript(at: FilePath.expanded(path))
        },
        MetaCommand(
            "saved", arguments: "[NAME]", group: .questions, completes: .savedQuery,
            "list the saved queries (name = query saves one), or print one"
        ) {
            session, name in
            try session.listSaved(name)
        },
        MetaCommand(
            "forget", arguments: "NAME", group: .questions, completes: .savedQuery, "delete a saved query"
        ) {
            session, name in
            let wasThere = try session.withServer { try session.warehouse.forgetSavedQuery(named: name) }
            guard wasThere else { throw session.notSaved(name) }
            try session.withServer { try session.refreshLanguage() }
            session.tell("forgotten: \(name)")
        },
        MetaCommand(
            "s", arguments: "[FILE]", group: .questions, completes: .path,
            "show the history, or write it to a file"
        ) {
            session, path in
            let text = session.history().joined(separator: "\n") + "\n"
            try session.show(
                text,
                at: path.isEmpty ? nil : try session.place(of: .file(FilePath.expanded(path), .table)))
        },
    ]
}

extension ShellSession {
    fileprivate func listSaved(_ name: String) throws {
        let saved = try withServer { try warehouse.savedQueries() }
        guard name.isEmpty else {
            guard let found = saved.first(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw notSaved(name)
            }
            return try show("\(found.name) = \(found.text)\n")
        }
        try present(
            [
                Column("name"), Column("parameters"), Column("query"), Column("saved_by"),
                Column("saved_at", kind: .timestamp),
            ],
            saved.map {
                [
                    .text($0.name), .text(parameters(of: $0)), .text($0.text),
                    .text($0.savedBy), .text($0.savedAt),
                ]
            },
            query: "\\saved")
    }

    /// Refuses a form that the question names which stands before a command with a form of its own.
    fileprivate func refuseForm(by command: String) throws(ShellError) {
        guard answered?.result == nil, case .kpi(_, let query, _) = question, let output = query.output?.value
        else { return }
        throw ShellError(
            "'as \(output.format.rawValue)' is not for \\\(command): \\format says how it is shown, \\o FILE where it goes"
        )
    }

    /// The name that was likely meant, where one is near.
    fileprivate func notSaved(_ name: String) -> ShellError {
        let names = language.vocabulary.savedQueries.map(\.name)
        return ShellError(
            "'\(name)' is not saved; "
                + (NearestName.meant(by: name, among: names).map { "did you mean \($0)?" }
                    ?? "\\saved lists what is"))
    }

    /// What a saved query leaves to its calls: what each value is, and its default.
    private func parameters(of saved: SavedQuery) -> String {
        ((try? language.parameters(of: saved.text)) ?? saved.parameters).map(\.description)
            .joined(separator: "; ")
    }

    /// Shows rows that are no answer to a question.
    func present(_ columns: [Column], _ rows: [[Cell]], query: String) throws {
        try listSink().write(columns, rows, provenance: Provenance(query: query))
    }

    /// Runs each value of the answer as a statement of SQL, row by row, up to the first that fails.
    fileprivate func runAnswer() throws {
        let result = try askKept()
        guard result.isWhole else { throw ShellError("the answer has too many rows to run") }
        let (question, variables) = (question, variables)
        defer { (self.question, self.variables) = (question, variables) }
        // What the server has put together is sent as it is.
        self.variables = [:]
        for statement in result.rows.joined() {
            if interruption.isRequested { throw Interrupted() }
            // Who has left the pager of one answer has not seen the next.
            interruption.forgetLeaving()
            if let statement { try ask(.sql(statement)) }
        }
    }

    /// Asks again, with the answer on the screen, in a file or piped into a command.
    fileprivate func askAgain(into path: String) throws {
        if let command = FilePath.command(path) {
            return try withCommand(command) { try askAgain(to: $0, isKept: false) }
        }
        try askAgain(
            to: path.isEmpty ? .standard : .file(FilePath.expanded(path), nil), isKept: path.isEmpty)
    }

    /// Opens the editor on the last question or a file; what comes out stands in the line.
    fileprivate func edit(_ path: String) throws {
        guard surroundings.isInteractive else { throw ShellError("\\e needs a terminal") }
        nextText = try EditedText(editing: path.isEmpty ? nil : FilePath.expanded(path), text: questionText)
            .text
    }

    /// What was asked last, as it would be typed.
    private var questionText: String {
        switch question {
        case .sql(let text): text + ";"
        case .kpi(_, _, let text): text
        case nil: ""
        }
    }
}
