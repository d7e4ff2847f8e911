import Rendering

extension MetaCommand {
    private static let formats = Format.allCases.map(\.rawValue)

    static let answers = [
        MetaCommand(
            "export", arguments: "[FORMAT] FILE", group: .answers, completes: .export, takesStatement: true,
            "write the whole last answer to a file: \(formats.dropFirst(2).joined(separator: ", "))"
        ) { session, text in
            try session.export(text)
        },
        MetaCommand(
            "copy", arguments: "(QUERY) to FILE", group: .answers, completes: .relation,
            "write the rows of a query or a table to a file; the ending says the format"
        ) { session, text in
            try session.copy(text)
        },
        MetaCommand(
            "o", "out", arguments: "[FILE]", group: .answers, completes: .path,
            "write the answers that follow to a file; without FILE, to the screen again"
        ) { session, path in
            session.outputFile = path.isEmpty ? nil : try OutputFile(FilePath.expanded(path))
        },
        MetaCommand(
            "format", arguments: "[FORMAT]", group: .answers,
            completes: .words(formats.filter { $0 != "xlsx" }),
            "how answers are shown: \(formats.filter { $0 != "xlsx" }.joined(separator: ", "))"
        ) { session, text in
            guard !text.isEmpty else {
                return session.tell("the format is \(session.options.format.rawValue)")
            }
            guard let format = Format(rawValue: text), !format.isBinary else {
                throw ShellError(
                    "there is no format '\(text)' for the screen: \(formats.joined(separator: ", "))")
            }
            session.options.format = format
        },
        MetaCommand(
            "x", arguments: "[on|off|auto]", group: .answers, completes: .words(["on", "off", "auto"]),
            "each row as a block of lines; auto: where the table is wider than the screen"
        ) { session, text in
            switch text {
            case "": session.options.expanded = session.options.expanded == .off ? .on : .off
            case "on": session.options.expanded = .on
            case "off": session.options.expanded = .off
            case "auto": session.options.expanded = .automatic
            default: throw ShellError("\\x takes on, off or auto")
            }
            session.tell("blocks are \(session.options.expanded.word)")
        },
        MetaCommand(
            "timing", arguments: "[on|off]", group: .answers, completes: .words(["on", "off"]),
            "say after each answer how long it took, to the microsecond"
        ) { session, text in
            session.options.showsTiming = try session.toggled(session.options.showsTiming, text, by: "timing")
            session.tell("timing is \(session.options.showsTiming ? "on" : "off")")
        },
        MetaCommand(
            "pager", arguments: "[on|off]", group: .answers, completes: .words(["on", "off"]),
            "show what is taller than the screen in $PAGER; off: only its first and last rows"
        ) { session, text in
            session.options.usesPager = try session.toggled(session.options.usesPager, text, by: "pager")
            session.tell("the pager is \(session.options.usesPager ? "on" : "off")")
        },
        MetaCommand(
            "types", arguments: "[on|off]", group: .answers, completes: .words(["on", "off"]),
            "say the type of each column below its heading, for SQL"
        ) { session, text in
            session.options.showsTypes = try session.toggled(session.options.showsTypes, text, by: "types")
            session.tell("types are \(session.options.showsTypes ? "shown" : "not shown")")
        },
    ]
}

extension Screen.Expanded {
    fileprivate var word: String {
        switch self {
        case .on: "on"
        case .off: "off"
        case .automatic: "automatic"
        }
    }
}

extension ShellSession {
    /// A switch after `\name`, `\name on` or `\name off`.
    fileprivate func toggled(_ value: Bool, _ text: String, by name: String) throws -> Bool {
        switch text {
        case "": return !value
        case "on": return true
        case "off": return false
        default: throw ShellError("\\\(name) takes on or off")
        }
    }

    fileprivate func export(_ text: String) throws {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let named = words.count == 2 ? words.first.flatMap { Format(rawValue: $0) } : nil
        let path = FilePath.expanded(named == nil ? text : words[1].trimmed)
        guard !path.isEmpty else { throw ShellError("\\export wants a file: \\export answer.xlsx") }
        guard let format = named ?? Format(path: path) else {
            throw ShellError("'\(path)' does not tell the format: \\export csv \(path)")
        }
        guard let question else { throw ShellError("nothing was asked yet") }
        try export(question, to: path, as: format)
    }

    /// Writes the whole answer to a question to a file.
    fileprivate func export(_ question: Question, to path: String, as format: Format) throws {
        switch question {
        case .sql(let text): try exportSQL(text, to: .file(path, format))
        case .kpi: try answer(question, to: .file(path, format), isKept: false)
        }
        tell("written: \(path)")
    }

    fileprivate func copy(_ text: String) throws {
        let usage = "\\copy wants a query or a table, and a file: \\copy (select …) to answer.csv"
        let characters = Array(text)
        var scanner = SQLScanner()
        var place = 0
        var depth = 0
        while let token = scanner.next(in: characters, from: &place) {
            let word = String(characters[token.range]).lowercased()
            if token.kind == .sign, word == "(" { depth += 1 }
            if token.kind == .sign, word == ")" { depth -= 1 }
            guard depth == 0, token.kind == .word else { continue }
            if word == "from" { throw ShellError("data comes in with: deskhouse load FILE …") }
            guard word == "to" else { continue }
            let source = String(characters[..<token.range.lowerBound]).trimmed
            let words = String(characters[place...]).split { $0.isWhitespace }.map(String.init)
            guard !source.isEmpty, let file = words.first else { break }
            // psql's `with csv header` and `(format csv)` are understood: files always have a header.
            let named = words.dropFirst().lazy.compactMap {
                Format(rawValue: $0.lowercased().filter(\.isLetter))
            }.first
            let path = FilePath.expanded(file)
            let query = source.hasPrefix("(") ? source : "table \(source)"
            return try export(.sql(query), to: path, as: named ?? Format(path: path) ?? .csv)
        }
        throw ShellError(usage)
    }
}
