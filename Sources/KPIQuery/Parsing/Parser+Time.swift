import Basics

extension Parser {
    /// The range whose first word is next; the caller has seen that there is one.
    mutating func range() throws(ParseFailure) -> Located<RangeExpression> {
        let first = advance(as: .keyword)
        let expression: RangeExpression
        switch first.text.lowercased() {
        case "today": expression = .today
        case "yesterday": expression = .yesterday
        case "this": expression = .this(try unit())
        case "last": expression = try lastUnits()
        case "since": expression = .since(try period(.date))
        case "in": expression = try periodOrRange()
        default: expression = try fromTo(first.span.lower)
        }
        return Located(expression, SourceSpan(first.span.lower, lastEnd))
    }

    /// A period behind `in`; a parameter there takes any range in its words.
    private mutating func periodOrRange() throws(ParseFailure) -> RangeExpression {
        expect(.period)
        let given = try literal(.range, open: RangeExpression.within(Parser.openPeriod)) {
            (value: inout Parser) throws(ParseFailure) -> RangeExpression in
            for word in Keyword.ranges { value.expect(.word(word)) }
            if let word = value.word, Keyword.ranges.contains(word) { return try value.range().value }
            return .within(try value.period(.period))
        }
        if let given { return given.value }
        return .within(try period(.period))
    }

    private mutating func lastUnits() throws(ParseFailure) -> RangeExpression {
        expect(.number)
        let given = try literal(.count, open: 1) {
            (value: inout Parser) throws(ParseFailure) -> Int in
            value.expect(.number)
            guard let count = Int(value.token.text), count >= 1 else {
                throw value.failure("'last' takes a whole number from 1")
            }
            value.advance(as: .number)
            return count
        }
        if given == nil, token.kind != .word || token.text.first?.isNumber != true {
            return .last(1, try unit())
        }
        let span = given?.span ?? token.span
        let count = if let given { given.value } else { try lastCount() }
        let unit = try unit(isPlural: given != nil || count > 1)
        // A thousand years back is a slip of the finger; it also keeps the calendar's arithmetic exact.
        if count > 1_000 * 366 * 86_400 / unit.leastSeconds {
            note("'last' reaches back a thousand years at most", at: span, expected: [.number])
            return .last(1, unit)
        }
        return .last(count, unit)
    }

    private mutating func lastCount() throws(ParseFailure) -> Int {
        expect(.number)
        guard let count = Int(token.text), count >= 1 else {
            if let failure = unitsInOneWord { throw failure }
            throw failure("'last' takes a whole number from 1")
        }
        advance(as: .number)
        return count
    }

    private mutating func fromTo(_ clauseStart: Int) throws(ParseFailure) -> RangeExpression {
        let start = token.span.lower
        let openBefore = openCount
        let first = try period(.date)
        guard accept("to") != nil else { throw failure("'from' needs 'to' and a last day") }
        if let word, ["today", "now"].contains(word) {
            var failure = failure("what goes on until today is 'since'", suggestion: "since \(first)")
            failure.span = SourceSpan(clauseStart, token.span.upper)
            failure.expected = []
            throw failure
        }
        let last = try period(.date)
        if openCount == openBefore, last.endDay <= first.firstDay {
            note("the range ends before it starts", at: SourceSpan(start, lastEnd), expected: [.date])
        }
        return .between(first, last)
    }

    /// A unit: singular, or after a number either.
    mutating func unit(isPlural: Bool? = nil) throws(ParseFailure) -> CalendarUnit {
        for unit in CalendarUnit.allCases {
            expect(.word(isPlural == true ? unit.word + "s" : unit.word))
        }
        for unit in CalendarUnit.allCases
        where word == unit.word || (isPlural != nil && word == unit.word + "s") {
            advance(as: .keyword)
            return unit
        }
        throw failure()
    }

    /// A literal day, week, month, quarter or year.
    mutating func period(_ expectation: Expectation) throws(ParseFailure) -> Period {
        expect(expectation)
        let given = try literal(.date, open: Parser.openPeriod) {
            (value: inout Parser) throws(ParseFailure) in try value.period(expectation)
        }
        if let given { return given.value }
        guard token.kind == .word else { throw failure() }
        switch PeriodLiteral.read(token.text) {
        case .period(let period):
            advance(as: .number)
            return period
        case .slip(let message, let suggestion):
            throw failure(message, suggestion: suggestion)
        case .other:
            if let failure = periodByName { throw failure }
            throw failure(
                Keyword.reserved.contains(token.text.lowercased())
                    ? nil : "'\(token.text)' is no day or period")
        }
    }

    /// One of the `vs` clause.
    mutating func base() throws(ParseFailure) -> Located<ComparisonBase> {
        let start = token.span.lower
        let base: ComparisonBase
        let given = try literal(.base, open: .period(Parser.openPeriod)) {
            (value: inout Parser) throws(ParseFailure) in try value.base().value
        }
        if let given { return given }
        if accept("previous") != nil {
            base = .previous
        } else if accept("same") != nil {
            let unitSpan = token.span
            let unit = try unit()
            guard accept("last") != nil else {
                throw failure("'same \(unit.word)' needs 'last' and a longer unit")
            }
            let step = try self.unit()
            if unit >= step {
                note(
                    "the first unit is the smaller one", at: SourceSpan(unitSpan.lower, lastEnd),
                    suggestion: unit > step ? "\(step.word) last \(unit.word)" : nil)
            }
            base = .same(unit, last: step)
        } else if accept("target") != nil {
            base = .target
        } else if let word, Keyword.ranges.contains(word) {
            expect(.period)
            throw failure("'vs' takes no '\(word)': 'vs previous' is the range just before")
        } else {
            base = .period(try period(.period))
        }
        return Located(base, SourceSpan(start, lastEnd))
    }
}
