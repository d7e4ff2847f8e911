import KPIQuery
import Platform
package import Rendering
package import Warehouse

/// Runs one line of the query language: answers it, or does what its verb says.
package struct QuestionRun {
    /// The line.
    package var text: String
    /// `--as-of`; nil is now.
    package var asOf: String?
    /// What was asked for outside of the line, and comes before its `as`.
    package var format: Format?
    /// The caller's file, whose name says the format where nothing else does.
    package var outputPath: String?
    /// `--exact`: every metric from the facts.
    package var isExact = false
    /// Whether `define` prints the SQL too.
    package var showsSQL = false
    /// How often `watch` answers; nil for as long as it runs.
    package var watchCount: Int?
    /// Where an answer in a format goes: to the path that the line names, else to where the caller wants it.
    package var place: (Format, String?) throws -> Place
    /// Takes lines that are no data.
    package var tell: (String) -> Void

    /// An output and what can be shown there.
    package struct Place {
        package let output: Rendering.Output
        package let screen: Screen

        package init(output: Rendering.Output, screen: Screen) {
            self.output = output
            self.screen = screen
        }

        /// Writes text for people; a file has it as it is.
        fileprivate func write(_ text: String) {
            output.write(output.path == nil ? TerminalText.of(text, unicode: screen.unicode) : text)
        }
    }

    package init(
        _ text: String, asOf: String? = nil, format: Format? = nil, outputPath: String? = nil,
        place: @escaping (Format, String?) throws -> Place, tell: @escaping (String) -> Void
    ) {
        self.text = text
        self.asOf = asOf
        self.format = format
        self.outputPath = outputPath
        self.place = place
        self.tell = tell
    }

    /// Throws `ParseFailure` where the line does not read or means nothing; then nothing was written.
    package func run(on warehouse: inout Warehouse) throws {
        let language = QueryLanguage(try warehouse.vocabularyWithSavedQueries())
        switch try language.line(text) {
        case .query(let verb, let query):
            try refuseContradiction(in: query)
            try run(verb, query, on: &warehouse)
        case .call(let verb, let name, let arguments, let output):
            let (verb, query) = try warehouse.question(
                savedAs: name, verb, arguments, as: output, in: language)
            try run(verb, query, on: &warehouse)
        case .definition(let name, let parameters, let text):
            let saved = SavedQuery(name: name.value, text: text, parameters: parameters)
            tell(saved.report(replaced: try warehouse.save(saved)))
        case .meta: throw refusal("a command of the shell: deskhouse shell")
        case .sql: throw refusal("this is SQL: deskhouse sql '…'")
        case .blank: throw refusal("a question is missing, such as: frt by channel weekly")
        }
    }

    private func run(_ verb: Verb?, _ query: KPIQuery.Query, on warehouse: inout Warehouse) throws {
        if showsSQL, verb != .define { throw refusal("--sql prints the SQL of a definition: 'define …'") }
        switch verb {
        case nil: try answer(query, on: &warehouse)
        case .watch(let seconds): try watch(query, every: seconds, on: &warehouse)
        case .define: try define(query, on: &warehouse)
        case .explain: try explain(query, on: &warehouse)
        case .tickets: try listCases(of: query, on: &warehouse)
        }
    }

    // MARK: - Verbs

    private func asked(_ query: KPIQuery.Query) -> KPIQuery.Query {
        isExact ? query.answeredFromFacts : query
    }

    private func answer(_ query: KPIQuery.Query, isRedrawn: Bool = false, on warehouse: inout Warehouse)
        throws
    {
        let format = try format(of: query)
        let started = ContinuousClock.now
        let answer = try warehouse.answer(asked(query), text: text, asOf: asOf)
        let milliseconds = started.duration(to: .now).wholeMilliseconds
        let presentation = AnswerPresentation(answer, for: format)
        let place = try place(of: query, format)
        if isRedrawn, place.screen.hasCursorControl { place.output.write("\u{1B}[H\u{1B}[J") }
        try presentation.write(
            to: format.sink(to: place.output, screen: place.screen), milliseconds: milliseconds)
        presentation.remarks(milliseconds: milliseconds).forEach(tell)
        if let path = place.output.path { tell("written: \(path)") }
        if let hint = try warehouse.hintForEmpty(answer) { tell(hint) }
    }

    /// Answers again and again; on a terminal each answer takes the place of the one before.
    private func watch(_ query: KPIQuery.Query, every seconds: Int, on warehouse: inout Warehouse) throws {
        var count = 0
        while true {
            try answer(query, isRedrawn: true, on: &warehouse)
            count += 1
            if let watchCount, count >= watchCount { return }
            try warehouse.wait(seconds: seconds)
        }
    }

    private func define(_ query: KPIQuery.Query, on warehouse: inout Warehouse) throws {
        let definitions = query.metrics.compactMap { warehouse.catalogue[$0.kpi.value] }
        let files = showsSQL ? definitions.map { warehouse.file(of: $0) } : nil
        try show(DefinitionPresentation(definitions, of: text, files: files), of: query)
    }

    private func explain(_ query: KPIQuery.Query, on warehouse: inout Warehouse) throws {
        try show(
            ExplanationPresentation(try warehouse.answer(asked(query), text: text, asOf: asOf)), of: query)
    }

    private func show(_ presentation: some ProsePresentation, of query: KPIQuery.Query) throws {
        let format = try format(of: query)
        let place = try place(of: query, format)
        if format == .table {
            place.write(presentation.text(width: place.screen.width))
            try place.output.commit()
        } else {
            try presentation.write(to: format.sink(to: place.output, screen: place.screen))
        }
        if let path = place.output.path { tell("written: \(path)") }
    }

    private func listCases(of query: KPIQuery.Query, on warehouse: inout Warehouse) throws {
        let format = try format(of: query)
        // Where the line itself says so, the caret stands there.
        if self.format == .chart { throw refusal("a list of cases is no chart") }
        let place = try place(of: query, format)
        var sink = format.sink(to: place.output, screen: place.screen)
        let outcome = try CaseRun(query: query, text: text, asOf: asOf).run(on: &warehouse, into: &sink)
        try sink.finish(outcome.closing)
        outcome.remarks(beside: format).forEach(tell)
        if let path = place.output.path { tell("written: \(path)") }
    }

    // MARK: - Pieces

    /// What was asked for outside of the line, else what it says itself, else what the name of its file says.
    private func format(of query: KPIQuery.Query) throws -> Format {
        let asked = format ?? query.output.flatMap { Format(rawValue: $0.value.format.rawValue) }
        return try asked ?? outputPath.map { try Format(endingOf: $0) } ?? .table
    }

    private func place(of query: KPIQuery.Query, _ format: Format) throws -> Place {
        try place(format, query.output?.value.path.map { FilePath.expanded($0.value) })
    }

    /// A line and the options beside it ask for one form and one file; only a saved question gives way.
    private func refuseContradiction(in query: KPIQuery.Query) throws {
        guard let output = query.output else { return }
        if let format, format.rawValue != output.value.format.rawValue {
            throw ParseFailure(
                span: output.span,
                message: "--format \(format.rawValue) asks for another form than the question: leave one out")
        }
        if let outputPath, let path = output.value.path {
            throw ParseFailure(
                span: path.span,
                message: "-o \(outputPath) asks for another file than the question: leave one out")
        }
    }

    private func refusal(_ message: String) -> ParseFailure {
        let words = text.split { $0.isWhitespace }
        let start = text.prefix { $0.isWhitespace }.count
        return ParseFailure(span: SourceSpan(start, start + (words.first?.count ?? 0)), message: message)
    }
}
