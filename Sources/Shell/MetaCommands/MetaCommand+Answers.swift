import KPIQuery
import Rendering

extension MetaCommand {
    private static let formats = Format.allCases.map(\.rawValue)
    private static let screenFormats = Format.allCases.filter { !$0.isBinary }.map(\.rawValue)

    static let answers = [
        MetaCommand(
            "export", arguments: "[FORMAT] FILE", group: .answers, completes: .export, takesStatement: true,
            "write the whole last answer to a file: \(formats.dropFirst(2).joined(separator: ", ")); "
                + "SQL's intervals are seconds there, a month being 30 days"
        ) { session, text in
            try session.export(text)
        },
        MetaCommand(
            "copy", arguments: "(QUERY) to FILE", group: .answers, completes: .relation, reads: .line,
            "write the rows of a query or TABLE (COLUMNS) to a file, stdout or program 'command'; "
                + "options: (format csv, header false, delimiter ';')"
        ) { session, text in
            try session.copy(text)
        },
        MetaCommand(
            "last", group: .answers, "show the whole last answer again, uncut; the pager goes sideways too"
        ) { session, _ in
            var place = try session.place(of: .standard)
            place.isUncut = true
            try session.writeAnswered(to: .place(place))
        },
        MetaCommand(
            "o", "out", arguments: "[FILE or |COMMAND]", group: .answers, completes: .path,
            reads: .fileOrCommand,
            "write the answers that follow to a file or a command; without it, to the screen again"
        ) { session, text in
            try session.putAnswers(into: text.isEmpty ? nil : OutputFile(text))
        },
        MetaCommand(
            "format", arguments: "[FORMAT]", group: .answers,
            completes: .words(screenFormats),
            "how answers are shown: \(screenFormats.joined(separator: ", "))"
        ) { session, text in
            guard !text.isEmpty else {
                return session.tell("the format is \(session.options.format.rawValue)")
            }
            guard let format = Format(rawValue: text), !format.isBinary else {
                throw ShellError(
                    "there is no format '\(text)' for the screen: \(screenFormats.joined(separator: ", "))")
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
            "pset", arguments: "[NAME [VALUE]]", group: .answers,
            completes: .words(shownSettings.map(\.name)),
            "what is set here; null TEXT: what stands for null in tables; else as \\format, \\x …",
            byWords: { session, arguments in try session.setShown(arguments.words) }),
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
    var word: String {
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
        let named = words.first.flatMap { Format(rawValue: $0) }
        if let named, words.count == 1 {
            throw ShellError("\\export wants a file: \\export \(named.rawValue) answer.\(named.rawValue)")
        }
        let path = FilePath.expanded(named == nil ? text : words[1].trimmed)
        guard !path.isEmpty else { throw ShellError("\\export wants a file: \\export answer.xlsx") }
        guard let format = named ?? Format(path: path) else {
            if words.count == 2, words[0].allSatisfy(\.isLetter) {
                let formats = Format.allCases.map(\.rawValue).joined(separator: ", ")
                throw ShellError("there is no format '\(words[0])': \(formats)")
            }
            throw ShellError("'\(path)' does not tell the format: \\export csv \(path)")
        }
        try writeAnswered(to: .file(path, format))
    }

    fileprivate func copy(_ text: String) throws {
        let command: CopyCommand
        do { command = try CopyCommand(text) } catch {
            var failure = error
            failure.span = SourceSpan(error.span.lower + 6, error.span.upper + 6)
            throw ShellError(failure.caretText(in: "\\copy " + text))
        }
        let copied = { (session: ShellSession, target: OutputTarget, format: Format?) in
            var place = try session.place(of: target, asked: format ?? .csv)
            place.delimiter = command.delimiter
            place.hasHeader = command.hasHeader
            try session.answerSQL(command.query, to: .place(place), isKept: false)
        }
        switch command.goal {
        case .standard: try copied(self, .standard, command.format)
        case .command(let text): try withCommand(text) { try copied(self, $0, command.format) }
        case .file(let path):
            let path = FilePath.expanded(path)
            guard let format = command.format ?? Format(path: path) else {
                throw ShellError("'\(path)' does not tell the format: add (format csv)")
            }
            try copied(self, .file(path, format), format)
        }
    }
}
