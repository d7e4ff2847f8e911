import Basics
import KPIQuery
import Platform
import Rendering
import Warehouse

extension ShellSession {
    /// Asks, shows the answer, and keeps both.
    func ask(_ question: Question) throws {
        self.question = question.repeatable
        if case .kpi(.watch(let seconds), _, _) = question {
            return try watch(every: .seconds(seconds))
        }
        try answer(question, to: .standard, isKept: true)
        switch question {
        case .kpi(.define, _, _), .kpi(.explain, _, _):
            answered = (question, nil)
            hasFailed = false
        default: break
        }
        if options.showsTiming { tellTime() }
    }

    /// Asks again what was asked last, and shows or writes the whole answer.
    func askAgain(to target: OutputTarget, isKept: Bool) throws {
        guard let question else { throw ShellError("nothing was asked yet") }
        try answer(question, to: target, isKept: isKept)
    }

    /// Asks again what was asked last, shows nothing, and gives the answer, which is kept.
    func askKept() throws -> KeptResult {
        let before = results.last
        try askAgain(to: .silent, isKept: true)
        guard let result = results.last, result !== before else {
            throw ShellError("the statement gave no rows")
        }
        return result
    }

    /// The last answer, if it is that of the question; else it is asked, and the answer kept.
    func answeredOrAsked() throws -> KeptResult {
        if let answered, let result = answered.result, answered.question.text == question?.text {
            return result
        }
        return try askKept()
    }

    /// Says of which question the last answer is, where what came after it gave none.
    private func tellOfFailure(since question: Question) {
        guard hasFailed else { return }
        let text = question.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = DisplayWidth.truncate(text, to: 100, ellipsis: "…")
        tell("what came after it failed; this is the answer to: \(shown)")
    }

    /// Shows or writes the whole last answer; asks again only where it was not kept.
    func writeAnswered(to target: OutputTarget) throws {
        guard let answered else { throw ShellError("nothing was answered yet") }
        tellOfFailure(since: answered.question)
        guard let result = answered.result, result.isWhole || result.answer != nil else {
            if answered.result != nil, case .sql(let text) = answered.question, !SQLText(text).isQuestion {
                throw ShellError("what a change gave back was more than is kept")
            }
            return try answer(answered.question, to: target, isKept: false)
        }
        let place = try place(of: target)
        try untilLeft {
            let sink = try sink(place)
            guard let answer = result.answer else { return try result.write(to: sink) }
            try AnswerPresentation(answer, for: place.format).write(
                to: sink, milliseconds: result.milliseconds)
        }
    }

    /// Keeps an answer, for `_` and to be written.
    func keep(_ result: KeptResult, of question: Question) {
        result.milliseconds = elapsed.wholeMilliseconds
        results.append(result)
        answered = (question, result)
        hasFailed = false
    }

    func answer(_ question: Question, to target: OutputTarget, isKept: Bool) throws {
        switch question {
        case .sql(let text): try answerSQL(text, to: target, isKept: isKept)
        case .kpi(.define, let query, let text): try define(query, text, to: target)
        case .kpi(.explain, let query, let text): try explain(query, text, to: target)
        case .kpi(.tickets, let query, let text): try listCases(of: query, text, to: target, isKept: isKept)
        case .kpi(nil, let query, let text), .kpi(.watch, let query, let text):
            try answer(query, text, to: target, isKept: isKept)
        }
    }

    private func answer(
        _ query: KPIQuery.Query, _ text: String, to target: OutputTarget, isKept: Bool
    ) throws {
        let started = ContinuousClock.now
        let answer = try running.during {
            try withServer(mayRepeat: { true }) { try warehouse.answer(query, text: text) }
        }
        elapsed = started.duration(to: .now)
        if interruption.isRequested { throw Interrupted() }
        let place = try place(of: target, for: query)
        let presentation = AnswerPresentation(answer, for: place.format)
        try untilLeft {
            try presentation.write(to: try sink(place), milliseconds: elapsed.wholeMilliseconds)
        }
        presentation.remarks(milliseconds: elapsed.wholeMilliseconds).forEach(tell)
        if let hint = try withServer({ try warehouse.hintForEmpty(answer) }) { tell(hint) }
        guard isKept else { return }
        lastAnswer = answer
        keep(KeptResult(answer), of: .kpi(nil, query, text: text))
    }

    private func listCases(
        of query: KPIQuery.Query, _ text: String, to target: OutputTarget, isKept: Bool
    ) throws {
        let place = try place(of: target, for: query)
        if place.format == .chart { throw ShellError("a list of tickets is no chart") }
        let result = KeptResult(isKept: isKept)
        var sink: any RowSink = KeepingSink(try self.sink(place), in: result)
        running.begin()
        defer { running.end() }
        let run = CaseRun(query: query, text: text) { [interruption, running] in
            running.end()
            if interruption.isRequested { throw Interrupted() }
            if interruption.hasLeft { throw OutputError.closedPipe }
        }
        var ended: CaseRun.Outcome?
        try untilLeft(result) {
            let outcome = try withServer { try run.run(on: &warehouse, into: &sink) }
            elapsed = outcome.elapsed
            try sink.finish(outcome.closing)
            ended = outcome
        }
        ended?.remarks(beside: place.format).forEach(tell)
        if isKept { keep(result, of: .kpi(.tickets, query, text: text)) }
    }

    private func define(_ query: KPIQuery.Query, _ text: String, to target: OutputTarget) throws {
        let definitions = query.metrics.compactMap { warehouse.catalogue[$0.kpi.value] }
        try show(DefinitionPresentation(definitions, of: text), of: query, to: target)
    }

    private func explain(_ query: KPIQuery.Query, _ text: String, to target: OutputTarget) throws {
        let answer = try running.during {
            try withServer(mayRepeat: { true }) { try warehouse.answer(query, text: text) }
        }
        try show(ExplanationPresentation(answer), of: query, to: target)
    }

    private func show(
        _ presentation: some ProsePresentation, of query: KPIQuery.Query, to target: OutputTarget
    ) throws {
        let place = try place(of: target, for: query)
        guard place.format == .table else { return try presentation.write(to: try sink(place)) }
        try show(presentation.text(width: place.screen.width), at: place)
    }

    private func place(of target: OutputTarget, for query: KPIQuery.Query) throws -> OutputPlace {
        let asked = query.output?.value
        let format = asked.flatMap { Format(rawValue: $0.format.rawValue) }
        if case .standard = target, let path = asked?.path?.value {
            return try place(of: .file(FilePath.expanded(path), format))
        }
        return try place(of: target, asked: format)
    }

    // MARK: - Again and again

    /// Asks again and again until Ctrl-C; on a terminal each answer takes the place of the one before.
    func watch(every time: Duration) throws {
        let isRedrawn = surroundings.isInteractive && outputFile == nil && screen.hasCursorControl
        var isFirst = true
        while true {
            do {
                if isRedrawn {
                    let frame = Output()
                    let title = "every \(time.watchText) until Ctrl-C · \(Self.clock)\n\n"
                    frame.write(TerminalText.of(title, unicode: screen.unicode))
                    try askAgain(to: .frame(frame), isKept: false)
                    draw(frame.contents, isFirst: isFirst)
                } else {
                    try askAgain(to: .standard, isKept: false)
                }
            } catch let error where interruption.isRequested {
                _ = error
            }
            isFirst = false
            if interruption.sleep(time) {
                interruption.forget()
                tell("")
                return
            }
        }
    }

    private func draw(_ text: String, isFirst: Bool) {
        let output = Output(descriptor: 1)
        output.write(isFirst ? "\u{1B}[2J\u{1B}[H" : "\u{1B}[H")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            output.write(String(line))
            output.write("\u{1B}[K\n")
        }
        output.write("\u{1B}[J")
        try? output.commit()
    }

    /// The time of day here.
    private static var clock: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    }

    /// As psql's `\timing` says it.
    func tellTime() {
        let milliseconds = NumberText.fixed(elapsed / .milliseconds(1), decimals: 3, isGrouped: false)
        let text = "Time: \(milliseconds) ms"
        if surroundings.isInteractive { print(text) } else { tell(text) }
    }
}

extension Question {
    /// What asking again means: not the watching, but the question.
    var repeatable: Question {
        if case .kpi(.watch, let query, let text) = self { .kpi(nil, query, text: text) } else { self }
    }
}

extension Duration {
    fileprivate var watchText: String {
        let seconds = self / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds))s" : "\(seconds)s"
    }
}
