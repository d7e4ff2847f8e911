import Testing

@testable import KPIQuery

/// Saved questions with open values: what stands where, and what a call makes of it.
@Suite struct SavedQuestionTests {
    /// A language that knows a saved question of this text by the name `late`.
    private func language(_ text: String) -> QueryLanguage {
        let sample = Sample.vocabulary
        return QueryLanguage(
            Vocabulary(
                kpis: sample.kpis, dimensions: sample.dimensions,
                savedQueries: [.init(name: "late", parameters: ["old"], text: text)], values: sample.values))
    }

    private func asked(_ text: String, _ call: String) throws -> (verb: Verb?, query: Query) {
        let language = language(text)
        guard case .call(_, let name, let arguments, _) = try language.line(call) else {
            throw ParseFailure(span: SourceSpan(0, 0), message: "no call: \(call)")
        }
        do throws(QueryLanguage.SavedFailure) {
            return try language.question(text, boundTo: arguments, calledAt: name.span)
        } catch {
            switch error {
            case .call(let failure), .text(let failure): throw failure
            }
        }
    }

    /// Wherever a value stands, a call may give it.
    @Test(arguments: [
        ("frt where channel = :c", "late c=chat", "frt where channel = 'chat'"),
        ("frt where channel != :c", "late c='chat'", "frt where channel != 'chat'"),
        ("frt where team like :t", "late t='R%'", "frt where team like 'R%'"),
        ("frt where team = :t", "late t=''' or 1=1'", "frt where team = ''' or 1=1'"),
        ("frt where channel in (:c, 'email')", "late c=chat", "frt where channel in ('chat', 'email')"),
        ("frt where channel in (:c)", "late c=(chat, 'email')", "frt where channel in ('chat', 'email')"),
        ("frt in :p", "late p=2026-Q1", "frt in 2026-Q1"),
        ("frt in :p", "late p='last 8 weeks'", "frt last 8 weeks"),
        ("frt in :p", "late p=yesterday", "frt yesterday"),
        ("frt in :p", "late p='from 2026-01 to 2026-03'", "frt from 2026-01 to 2026-03"),
        ("frt from :a to :b", "late b=2026-03 a=2026-01", "frt from 2026-01 to 2026-03"),
        ("frt since :d", "late d='2026-01-09'", "frt since 2026-01-09"),
        ("frt last :n weeks", "late n=8", "frt last 8 weeks"),
        ("frt last :n week", "late n=1", "frt last week"),
        ("frt by team top :n", "late n='3'", "frt by team top 3"),
        ("frt having frt > :s", "late s=-1.5", "frt having frt > -1.5"),
        ("frt vs :b, target", "late b='same month last year'", "frt vs same month last year, target"),
        ("frt vs :b", "late b=2025", "frt vs 2025"),
        ("frt as csv to :f", "late f=out/a.csv", "frt as csv to out/a.csv"),
        ("frt as csv to :f", "late f='a b.csv'", "frt as csv to 'a b.csv'"),
        ("frt in :p vs :p", "late p=2025", "frt in 2025 vs 2025"),
        ("frt where channel = :c default 'chat'", "late", "frt where channel = 'chat'"),
        ("frt where channel = :c default chat", "late c=email", "frt where channel = 'email'"),
        ("frt where channel in (:c default (chat, email))", "late", "frt where channel in ('chat', 'email')"),
        ("frt in :p default 'last month' by team", "late", "frt last month by team"),
        ("frt in :p vs :p default 2025", "late", "frt in 2025 vs 2025"),
        ("frt vs :b default previous", "late", "frt vs previous"),
        ("frt last :n default 8 weeks", "late", "frt last 8 weeks"),
        ("frt as csv to :f default out/a.csv", "late", "frt as csv to out/a.csv"),
    ])
    func aCallGivesValues(text: String, call: String, meant: String) throws {
        #expect(try asked(text, call).query == Sample.language.query(meant))
    }

    /// What does not fit is told at its place in the call.
    @Test(arguments: [
        ("frt where channel = :c", "late c='caht'", "'caht'", "no channel is 'caht'"),
        ("frt where channel in (:c)", "late c=(chat, caht)", "caht", "no channel is 'caht'"),
        ("frt in :p", "late p='2026-10 by channel'", "'2026-10 by channel'", "':p' takes a period or range"),
        ("frt in :p", "late p='2026-10 -- or so'", "'2026-10 -- or so'", "':p' takes a period or range"),
        ("frt in :p", "late p='last'", "'last'", "'last' ends too early"),
        ("frt in :p", "late p=2026-13", "2026-13", "months are 01 to 12"),
        ("frt in :p", "late p=':p'", "':p'", "':p' has no value"),
        ("frt from :a to :b", "late a=2026-03 b=2026-01", "2026-03 b=2026-01", "the range ends before"),
        ("frt last :n weeks", "late n=0", "0", "'last' takes a whole number from 1"),
        ("frt last :n weeks", "late n='8 weeks by team'", "'8 weeks by team'", "':n' takes a whole number"),
        ("frt last :n years", "late n=99999", "99999", "'last' reaches back a thousand years at most"),
        ("frt by team top :n", "late n=x", "x", "'top' takes a whole number from 1"),
        ("frt having frt > :s", "late s='1 or 1=1'", "'1 or 1=1'", "':s' takes a number and nothing else"),
        ("frt vs previous, :b", "late b=previous", "previous", "'previous' is named twice"),
        ("frt where channel = :x last :x weeks", "late x=chat", "chat", "'last' takes a whole number"),
        ("frt where channel = :x in :x", "late x=2026", "2026", "no channel is '2026'"),
        ("frt where channel in (:x) in :x", "late x=(chat, email)", "chat, email", "':x' takes one value"),
        (
            "frt where channel = :c", "late c=(chat, email)", "(chat, email)",
            "'c' takes one value: several where the question says 'channel in (:c)'"
        ),
        ("frt in :p", "late p=('2026')", "('2026')", "'p' takes one value"),
        ("frt in :p", "late", "", "'late' needs a value for 'p'"),
        ("frt in :p default 2026", "late q=2026", "q", "'late' has no parameter 'q'"),
    ])
    func aValueThatDoesNotFitIsToldAtItsPlace(text: String, call: String, place: String, message: String) {
        let failure = #expect(throws: ParseFailure.self) { try asked(text, call) }
        #expect(failure.map { Lexer(call).text($0.span) } == place)
        #expect(failure?.message.hasPrefix(message) == true, "\(failure?.message ?? "")")
    }

    @Test func whatAQuestionLeavesOpenIsKnownByPlaceAndDefault() throws {
        let parameters = try Sample.language.parameters(
            of: "tickets frt where category = :c and channel in (:ch default (email, 'chat')) "
                + "in :period default 'last month' top :n default 20")
        #expect(
            parameters.map(\.description) == [
                "c: a value of category", "ch: values of channel, default (email, chat)",
                "period: a period or range, default 'last month'", "n: a whole number, default 20",
            ])
        #expect(
            parameters.map(\.callText) == ["c=…", "[ch=(email, chat)]", "[period='last month']", "[n=20]"])
        let twice = try Sample.language.parameters(of: "frt in :p vs :p")
        #expect(twice.map(\.description) == ["p: a period or range and what to compare with"])
    }

    @Test func aSavedVerbIsAskedToo() throws {
        #expect(try asked("tickets frt where channel = :c", "late c=chat").verb == .tickets)
        #expect(try asked("watch 5s frt", "late").verb == .watch(seconds: 5))
        let failure = #expect(throws: ParseFailure.self) {
            try Sample.language.line("late = define frt weekly")
        }
        #expect(failure?.message == "'define' takes KPIs, and 'as' with a format")
    }

    /// The words of the text have no place in the call's line, but for its name.
    @Test func placesAreThoseOfTheCall() throws {
        let call = "late c=chat p=2026-03"
        let query = try asked("frt by team where channel = :c in :p", call).query
        func words(_ span: SourceSpan?) -> String { span.map { Lexer(call).text($0) } ?? "" }
        #expect(words(query.range?.span) == "2026-03")
        #expect(words(query.dimensions.first?.span) == "late")
        if case .equal(_, let value)? = query.filter { #expect(words(value.span) == "chat") }
    }

    @Test(arguments: [
        ("late c=chat in 2026-10", "in", "takes its parameters, and 'as FORMAT' with 'to FILE'"),
        ("late c=chat with total", "with", "takes its parameters, and 'as FORMAT' with 'to FILE'"),
        ("late f=a.csv c=chat as json", "f", "say 'as json to FILE'"),
    ])
    func whatACallDoesNotTakeIsSaid(call: String, at word: String, message: String) throws {
        let language = language("frt where channel = :c as csv to :f default 'all.csv'")
        let failure = #expect(throws: ParseFailure.self) { try language.line(call) }
        #expect(failure.map { Lexer(call).text($0.span) } == word)
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
        #expect(failure?.suggestion == nil)
    }

    /// Only a saved question has defaults.
    @Test(arguments: [
        ("frt where channel = :c default email", "is of a question that is saved"),
        ("frt where channel = :known default email", "is of a question that is saved"),
        ("frt where channel = email default chat", "is of a question that is saved"),
        ("frt default", "is of a question that is saved"), ("frt last :n default 8 weeks", "saved, name = …"),
        ("late = frt where channel = email default chat", "stands behind ':name'"),
    ])
    func aDefaultInAnotherPlaceIsToldThere(text: String, message: String) {
        var language = Sample.language
        language.variables = ["known": "chat"]
        let failure = #expect(throws: ParseFailure.self) { try language.line(text) }
        #expect(failure.map { Lexer(text).text($0.span) } == "default")
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    }

    /// Somebody may have saved it anew between reading the call and asking.
    @Test func aCallOfWhatHasChangedIsRefused() throws {
        let language = language("frt where channel = :c")
        guard case .call(_, let name, let arguments, _) = try language.line("late c=chat") else {
            Issue.record("no call")
            return
        }
        for text in ["frt", "frt where channel = :c in :p"] {
            #expect(throws: QueryLanguage.SavedFailure.self) {
                _ = try language.question(text, boundTo: arguments, calledAt: name.span)
            }
        }
    }

    @Test(arguments: [
        ("frt where channel = :c in :p", "late |", ["c", "p"]),
        ("frt where channel = :c in :p", "late c=|", ["'email'", "'chat'", "'phone'"]),
        ("frt where channel in (:c)", "late c=(chat, 'em|", ["'email'"]),
        ("frt in :p", "late p='last m|", ["'last month'"]),
        ("frt since :p", "late p=|", ["2026-01-01", "2025-12-31", "2025-12-01"]),
        ("frt vs :b", "late b=p|", ["'previous'"]),
        ("frt last :n default 6 weeks", "late n=|", ["6", "4", "8", "12"]),
        ("frt where channel = :c default chat", "late c=|", ["'chat'", "'email'", "'phone'"]),
        ("frt last :n weeks", "late n=|", ["4", "8", "12"]), ("frt last :n weeks", "late n=1|", []),
        ("frt having frt > :n default 60", "late n=|", ["60"]),
        ("frt where channel like :c default 'e%'", "late c=|", ["'e%'", "'email'", "'chat'", "'phone'"]),
        ("frt in :p default 'last month'", "late p='last m|", ["'last month'"]),
        ("frt", "other = frt in :p def|", ["default"]),
        ("frt", "other = tickets utiliz|", ["utilization"]),
    ])
    func namesAndValuesAreOffered(text: String, marked: String, expected: [String]) {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        let completions = language(text).completions(
            in: parts.joined(), at: parts[0].count, today: day(2026, 1, 1))
        #expect(completions.candidates.map(\.text) == expected)
    }

    @Test func whatACallWantsIsKnownWhereItIsToBeTyped() {
        let language = language("frt in :p having frt > :n default 60")
        #expect(language.parameterWanted(atEndOf: "late n=")?.wanted == "a number, default 60")
        #expect(language.parameterWanted(atEndOf: "late p=")?.wanted == "a period or range")
        for text in ["late", "late n=6", "frt where channel =", "select a ="] {
            #expect(language.parameterWanted(atEndOf: text) == nil)
        }
    }

    @Test func aFileOfACallIsCompletedAsOne() {
        let language = language("frt as csv to :f")
        #expect(language.completions(in: "late f=", at: 7).expected.contains(.path))
        let begun = language.completions(in: "late f=out/re", at: 13)
        #expect(begun.expected == [.path] && begun.span == SourceSpan(7, 13))
    }

    @Test(arguments: [
        ("frt in :p", "frt in 2026-10"), ("frt where channel = :c", "frt where channel = 'chat'"),
        ("frt by team top :n", "frt by team top 3"),
    ])
    func variablesStandForValues(text: String, meant: String) throws {
        var language = Sample.language
        language.variables = ["p": "2026-10", "c": "chat", "n": "3"]
        #expect(try language.query(text) == Sample.language.query(meant))
        #expect(!language.classification(of: text).map(\.kind).contains(.error))
    }

    @Test func aVariableThatDoesNotFitIsToldWhereItStands() throws {
        var language = Sample.language
        language.variables = ["p": "2026-13", "c": "caht", "channel": "email"]
        for (text, message) in [
            ("frt in :p", "months are 01 to 12"), ("frt where channel = :c", "no channel is 'caht'"),
        ] {
            let failure = #expect(throws: ParseFailure.self) { try language.line(text) }
            #expect(failure?.message == message)
            #expect(failure.map { Lexer(text).text($0.span) } == String(text.suffix(2)))
        }
        guard case .call(_, _, let arguments, _) = try language.line("slow channel=:channel team=x"),
            // What the shell keeps is no value of a question that is saved.
            case .definition(_, let parameters, _) = try language.line("q = frt in :p")
        else {
            Issue.record("neither a call nor a definition")
            return
        }
        #expect(arguments.first?.values.map(\.value) == ["email"])
        #expect(parameters.map(\.name) == ["p"])
    }
}
