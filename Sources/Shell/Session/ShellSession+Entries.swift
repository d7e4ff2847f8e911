import Basics
import KPIQuery
import PostgresClient
import Rendering
import Warehouse

extension ShellSession {
    /// A splitter that knows this session's names.
    func makeSplitter() -> EntrySplitter {
        EntrySplitter { [unowned self] text in
            switch language.kind(of: text) {
            case .blank: .nothing
            case .query, .meta: .line
            // `show tables` is nothing that a semicolon would make SQL.
            case .sql: ForeignCommand.advice(for: text) == nil ? .sql : .line
            }
        }
    }

    /// Does what an entry asks for.
    ///
    /// Throws what stopped it; `describe` says it to people.
    package func run(_ entry: Entry) throws {
        interruption.forget()
        line = entry.line
        if conditions.isSkipping, !entry.isCondition { return }
        asked = (nil, asked.now)
        do { try perform(entry) } catch {
            if let error = error as? PostgresError, case .server = error { lastError = error }
            hasFailed = hasFailed || !entry.isCommand
            throw error
        }
    }

    private func perform(_ entry: Entry) throws {
        switch entry.kind {
        case .line: try runLine(entry.text)
        case .sql(let command?): try run(command, on: .sql(entry.text))
        case .question(let command):
            guard let question = try question(in: read(entry.text), entry.text) else {
                throw ShellError("\\\(command) takes a question, and this is none")
            }
            asked.now = entry.text
            try run(command, on: question)
        case .sql(nil), .unfinished: try ask(.sql(entry.text))
        }
    }

    /// Runs a command that asks the question which stands before it.
    private func run(_ command: String, on asked: Question) throws {
        let before = answered
        question = asked.repeatable
        answered = (asked, nil)
        hasFailed = false
        do { try runMeta(command) } catch {
            answered = before
            throw error
        }
        // What gave no answer to keep is only asked again where that changes nothing.
        if case .sql(let text) = asked, answered?.result == nil, !SQLText(text).isQuestion {
            answered = before
        }
    }

    /// The question that a line asks, if it does.
    private func question(in line: Line, _ text: String) throws -> Question? {
        switch line {
        case .query(let verb, let query): return .kpi(verb, query, text: lasting(text, verb, query))
        case .call(let verb, let name, let arguments, let output):
            let (verb, query) = try withServer {
                try warehouse.question(savedAs: name, verb, arguments, as: output, in: language)
            }
            return .kpi(verb, query, text: lasting(text, verb, query))
        case .blank, .definition, .meta, .sql: return nil
        }
    }

    /// A question as it can be asked again anywhere: in full where it has variables, which are of this session.
    private func lasting(_ text: String, _ verb: Verb?, _ query: KPIQuery.Query) -> String {
        let hasVariable =
            text.contains(":") && (try? QueryLanguage(language.vocabulary).line(text)) == nil
        return hasVariable
            ? [verb?.description, query.description].compactMap(\.self).joined(separator: " ") : text
    }

    private func runLine(_ text: String) throws {
        if text.hasPrefix("\\") { return try runMeta(String(text.dropFirst())) }
        if text.allSatisfy({ $0 == ";" || $0.isWhitespace }) { return }
        // Everybody types these once.
        let word = text.lowercased().filter { $0 != ";" && !$0.isWhitespace }
        if ["exit", "quit", "help"].contains(word) { return try runMeta(word) }
        if let advice = ForeignCommand.advice(forDotCommand: text) { throw ShellError(advice) }
        let line: Line
        do { line = try read(text) } catch let failure as ParseFailure {
            guard !isContinuation(text), let advice = ForeignCommand.advice(for: text) else { throw failure }
            throw ShellError(advice)
        }
        if let question = try question(in: line, text) {
            asked.now = text
            return try ask(question)
        }
        switch line {
        case .blank, .query, .call: break
        case .definition(let name, let parameters, let text):
            try save(SavedQuery(name: name.value, text: text, parameters: parameters))
        case .meta, .sql: if let advice = ForeignCommand.advice(for: text) { throw ShellError(advice) }
        }
    }

    /// Reads a KPI line, by names that are a moment old, or where that fails by those of now.
    private func read(_ text: String) throws -> Line {
        do {
            return try language.line(text)
        } catch {
            try withServer { try refreshLanguage() }
            return try language.line(text)
        }
    }

    private func save(_ saved: SavedQuery) throws {
        let replaced = try withServer { try warehouse.save(saved) }
        try withServer { try refreshLanguage() }
        tell(saved.report(replaced: replaced))
    }

    /// What a person should read of an error that running `text` gave.
    package func describe(_ error: any Error, in text: String) -> String {
        switch error {
        case let failure as ParseFailure:
            let hint = isContinuation(text) ? "\nHINT: \(Self.continuationHint)" : ""
            return failure.caretText(in: text) + hint
        case is Interrupted: return "cancelled"
        case let error as PostgresError where error.sqlState == .queryCanceled && interruption.isRequested:
            return "cancelled"
        case PostgresError.misused where isInTransaction:
            return "a transaction is open: commit or rollback first; KPI questions have one of their own"
        case let error as PostgresError:
            let hint = isContinuation(text) ? Self.continuationHint : hint(for: error)
            return "\(error)" + (hint.map { "\nHINT: \($0)" } ?? "")
        default: return "\(error)"
        }
    }

    /// Whether a line was likely meant to go on with the question before it.
    private func isContinuation(_ text: String) -> Bool {
        asked.before.map { language.continues($0, with: text) } ?? false
    }

    private static let continuationHint =
        "a question is one line; where that ends in \\, it goes on in the next"

    private func hint(for error: PostgresError) -> String? {
        switch error.sqlState {
        case .readOnlyTransaction where !surroundings.mayWrite:
            "this shell only reads; deskhouse shell --write may change data"
        case .undefinedTable: placesHint(for: error)
        default: SQLErrorHint.text(for: error, variables: variables)
        }
    }
}

extension ShellSession {
    /// Where there is a relation of the name that was not found, as ours are not looked for by themselves; else the one
    /// that was likely meant.
    private func placesHint(for error: PostgresError) -> String? {
        let parts = (error.diagnostic?.message ?? "").split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3, !isInTransaction else { return nil }
        let meant = (try? relationsMeant(by: String(parts[1]))) ?? ""
        return meant.isEmpty ? nil : meant
    }

    /// Which relation a name that is none was likely meant to be, as a sentence; empty where nothing is near.
    func relationsMeant(by sought: String) throws -> String {
        let relations = try withServer { try warehouse.relationNames() }
        let known = relations.filter { $0.schema != "staging" }
        let named = known.filter { $0.name == sought }.map { "\($0.schema).\($0.name)" }
        if !named.isEmpty { return "there is " + named.joined(separator: ", ") }
        if sought.contains(".") {
            let all = known.map { "\($0.schema).\($0.name)" }
            return NearestName.of(sought, among: all).map { "did you mean \($0)?" } ?? ""
        }
        guard let nearest = NearestName.of(sought, among: known.map(\.name)) else { return "" }
        let places = known.filter { $0.name == nearest }.map { "\($0.schema).\($0.name)" }
        return "did you mean \(places.joined(separator: ", "))?"
    }
}

extension Entry {
    /// Whether it is a command, and no question.
    fileprivate var isCommand: Bool { kind == .line && text.first == "\\" }

    /// Whether it says which parts are run: `\if` and its like.
    fileprivate var isCondition: Bool {
        isCommand && MetaCall(String(text.dropFirst())).command?.isCondition == true
    }
}
