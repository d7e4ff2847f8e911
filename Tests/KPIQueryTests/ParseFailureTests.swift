import Testing

@testable import KPIQuery

@Suite struct ParseFailureTests {
    static let table: [(line: String, shown: String)] = failures.split(separator: "\n\n").map { shown in
        (shown.split(separator: "\n").first.map(String.init) ?? "", String(shown))
    }

    @Test(arguments: table)
    func showsWhereAndWhatAndWhatMayStandThere(line: String, shown: String) {
        let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(line) }
        #expect(failure?.caretText(in: line) == shown)
    }

    @Test func everyRowOfTheTableIsTried() {
        #expect(Self.table.count == 117)
        #expect(Set(Self.table.map(\.line)).count == Self.table.count)
    }

    @Test func aSuggestionTypedInPlaceOfTheSpanMendsTheFault() throws {
        var mended = 0
        for (line, _) in Self.table {
            let failure = try #require(#expect(throws: ParseFailure.self) { try Sample.language.line(line) })
            guard let suggestion = failure.suggestion else { continue }
            var characters = Array(line)
            characters.replaceSubrange(failure.span.lower..<failure.span.upper, with: suggestion)
            do throws(ParseFailure) {
                _ = try Sample.language.line(String(characters))
            } catch {
                // There may be another fault behind the first.
                #expect(error.message != failure.message, "\(String(characters))")
            }
            mended += 1
        }
        #expect(mended > 10)
    }

    @Test func theFirstOfSeveralFaultsIsTold() {
        let failure = #expect(throws: ParseFailure.self) {
            try Sample.language.line("csat p90 by channel where priority = 'hihg'")
        }
        #expect(failure?.span == SourceSpan(5, 8))
    }
}
