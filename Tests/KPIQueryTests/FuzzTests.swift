import Testing

@testable import KPIQuery

/// Lines nobody writes: whatever they are, they are read or refused, and help stays within the line.
@Suite struct FuzzTests {
    /// A small generator (SplitMix64) with a fixed seed, so that a failure can be repeated.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let words =
        Keyword.clauses + Keyword.verbs + Keyword.aggregates
        + Sample.kpis.map(\.key) + [
            "frt", "channel", "team", "\"Order Type\"", "'chat'", "'O''Hara'", ":p", "slow", "q =", "default",
        ]
        + [
            "2026", "2026-Q1", "2026-W53", "2026-02-29", "9999", "0001-01-01", "99999999999999999999", "-1",
            "0", "8",
        ]
        + [
            "week", "weeks", "last", "same", "previous", "target", "to", "and", "or", "not", "is", "null",
            "like",
        ]
        + [
            "(", ")", ",", "=", "!=", "<=", ";", "'", "\"", "\\", "--", "%", "p0", "p100", "24h", "👩‍👩‍👧", "客服",
            "\u{301}", "\t", "\n",
        ]

    private func check(_ line: String) {
        let length = line.count
        do throws(ParseFailure) {
            let read = try Sample.language.line(line)
            if case .query(nil, let query) = read {
                #expect(throws: Never.self, "\(line) → \(query)") {
                    let again = try Sample.language.query(query.description)
                    #expect(again == query, "\(line) → \(query)")
                }
                let clock = QueryClock(now: LocalTime(day(2026, 11, 21), second: 55_800))
                if let range = try? TimeRange.resolve(
                    query.range?.value, grain: query.grain?.value, clock: clock)
                {
                    for base in query.bases {
                        let count = try? range.base(base.value)?.buckets.count
                        #expect(count == nil || count == range.buckets.count, "\(line)")
                    }
                }
            }
        } catch {
            #expect(error.span.lower >= 0 && error.span.upper <= length, "\(line)")
            #expect(error.span.lower <= error.span.upper, "\(line)")
            #expect(!error.caretText(in: line).isEmpty)
        }
        let completions = Sample.language.completions(in: line, at: length / 2)
        #expect(completions.span.lower >= 0 && completions.span.upper == length / 2)
        for token in Sample.language.classification(of: line) {
            #expect(token.span.lower >= 0 && token.span.upper <= length, "\(line)")
        }
        _ = Sample.language.hint(for: line)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func wordSoupIsReadOrRefused(seed: UInt64) {
        var dice = Dice(state: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0...14, using: &dice)
            let words = (0..<count).compactMap { _ in Self.words.randomElement(using: &dice) }
            check(words.joined(separator: Bool.random(using: &dice) ? " " : ""))
        }
    }

    /// Words put in, left out, doubled and swapped in lines that are right.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func damagedExamplesAreReadOrRefused(seed: UInt64) {
        var dice = Dice(state: seed + 100)
        for (text, _) in ExampleTests.examples {
            for _ in 0..<20 {
                var words = text.split(separator: " ").map(String.init)
                let place = Int.random(in: words.indices, using: &dice)
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: words.remove(at: place)
                case 1: words.insert(words[place], at: place)
                case 2: words.swapAt(place, Int.random(in: words.indices, using: &dice))
                default: words[place] = Self.words.randomElement(using: &dice) ?? ""
                }
                check(words.joined(separator: " "))
            }
        }
    }

    @Test func depthIsBounded() {
        check("frt where " + String(repeating: "(", count: 10_000))
        check("frt where " + String(repeating: "not ", count: 10_000) + "team = 'a'")
        check("frt where team in (" + String(repeating: "'a',", count: 10_000) + "'a')")
    }
}
