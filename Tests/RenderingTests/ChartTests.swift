import Testing

@testable import Rendering

@Suite struct ChartTests {
    @Test func drawsALineWithItsIntervalAndTarget() throws {
        let text = try SampleAnswer.monthly.rendered(as: .chart, screen: Screen(width: 72, height: 24))
        try expectSnapshot(text, named: "chart-line.txt")
    }

    @Test func drawsTheSameInASCII() throws {
        let text = try SampleAnswer.monthly.rendered(
            as: .chart, screen: Screen(width: 72, height: 24, unicode: false))
        try expectSnapshot(text, named: "chart-line-ascii.txt")
    }

    @Test func drawsOneLineASeries() throws {
        try expectSnapshot(
            series.rendered(as: .chart, screen: Screen(width: 72, height: 20)), named: "chart-series.txt")
    }

    @Test func tellsSeriesApartByLettersInASCII() throws {
        let text = try series.rendered(as: .chart, screen: Screen(width: 60, height: 20, unicode: false))
        try expectSnapshot(text, named: "chart-series-ascii.txt")
    }

    @Test func drawsBarsWhereThereIsNoTime() throws {
        try expectSnapshot(bars.rendered(as: .chart, screen: Screen(width: 60)), named: "chart-bars.txt")
    }

    @Test func drawsBarsInASCII() throws {
        let text = try bars.rendered(as: .chart, screen: Screen(width: 60, unicode: false))
        try expectSnapshot(text, named: "chart-bars-ascii.txt")
    }

    @Test func drawsBarsBelowZeroToTheLeft() throws {
        let answer = SampleAnswer(
            columns: [
                Column("segment", role: .dimension),
                Column("nps", label: "NPS", kind: .points, role: .value(better: .higher)),
            ],
            provenance: Provenance(query: "nps by segment"),
            rows: [[.text("new"), .double(33.3)], [.text("returning"), .double(-12.5)], [.null, .null]])
        try expectSnapshot(
            answer.rendered(as: .chart, screen: Screen(width: 60)), named: "chart-negative.txt")
    }

    @Test func drawsAnSQLResultByItsTypes() throws {
        let answer = SampleAnswer(
            columns: [Column("day", kind: .date), Column("count", kind: .integer)],
            provenance: Provenance(query: "select …"),
            rows: (1...28).map { [.text("2026-02-\($0 < 10 ? "0" : "")\($0)"), .integer($0 * $0 % 17)] })
        try expectSnapshot(
            answer.rendered(as: .chart, screen: Screen(width: 64, height: 18)), named: "chart-sql.txt")
    }

    @Test(arguments: [
        [9.3e15, 9.3e15], [-1.7e308, 1.7e308], [1.7e308, 1.7e308], [0, .leastNonzeroMagnitude],
        [1.152921504606846976e18, 1.152921504606847232e18], [-0.0, 0],
    ])
    func drawsNumbersAtTheEdgeOfWhatThereAre(numbers: [Double]) throws {
        for kind in [ValueKind.integer, .decimal, .duration] {
            let axis = ValueAxis(numbers: numbers, kind: kind, steps: 4)
            #expect(axis.least < axis.greatest)
            #expect(axis.least <= numbers[0] && numbers[1] <= axis.greatest)
            for first in [Column("day", kind: .date), Column("name")] {
                let answer = SampleAnswer(
                    columns: [first, Column("value", kind: kind)], provenance: Provenance(query: "select …"),
                    rows: [
                        [.text("2026-02-01"), .double(numbers[0])],
                        [.text("2026-02-02"), .double(numbers[1])],
                    ])
                #expect(try !answer.rendered(as: .chart, screen: Screen(width: 64, height: 18)).isEmpty)
            }
        }
    }

    @Test func saysThatThereIsNothingToDraw() throws {
        let answer = SampleAnswer(
            columns: [Column("a")], provenance: Provenance(query: ""), rows: [[.text("x")]])
        #expect(try answer.rendered(as: .chart) == "nothing to draw: no numbers in 1 row\n")
    }

    @Test(arguments: [true, false]) func marksAndExplainsWhatIsEstimatedOrOfFewCases(unicode: Bool) throws {
        let lines = try marked.rendered(as: .chart, screen: Screen(width: 60, height: 20, unicode: unicode))
            .split(separator: "\n")
        #expect(lines.first == (unicode ? "≈FRT medianⁿ" : "~FRT median!"))
        let notes =
            unicode
            ? ["≈ estimated, at most 1 % off", "ⁿ low n: fewer than 30 cases", "* not over yet"]
            : ["~ estimated, at most 1 % off", "! low n: fewer than 30 cases", "* not over yet"]
        #expect(lines.suffix(3).map(String.init) == notes)
        #expect(lines.contains { $0.hasSuffix("2026-03-04*") })
    }

    @Test func marksTheBarsThatAreEstimatedOrOfFewCases() throws {
        let answer = SampleAnswer(
            columns: [Column("channel", role: .dimension)] + marked.columns.dropFirst(),
            provenance: Provenance(query: "frt by channel"),
            rows: [
                [.text("chat"), .double(60), .integer(90), .boolean(false), .boolean(true)],
                [.text("email"), .double(90), .integer(3), .boolean(true), .boolean(false)],
            ])
        let text = try answer.rendered(as: .chart, screen: Screen(width: 40))
        #expect(text.contains(" ≈1m 0s\n") && text.contains(" 1m 30sⁿ\n"))
        #expect(text.hasSuffix("≈ estimated, at most 1 % off\nⁿ low n: fewer than 30 cases\n"))
    }

    /// The day after the one that is going on has no value, not the value zero.
    @Test func drawsNothingForDaysToCome() throws {
        let columns = [
            Column("period", label: "day", kind: .date, role: .period(.day)),
            Column("volume", kind: .integer, role: .value(better: .neither)),
            Column("volume_n", kind: .integer, role: .cases(of: "volume")),
        ]
        var provenance = Provenance(query: "volume daily")
        provenance.openFrom = "2026-03-03"
        var rows: [[Cell]] = []
        for (day, count) in [50, 52, 20, 0, 0].enumerated() {
            rows.append([.text("2026-03-0\(day + 1)"), .integer(count), .integer(count)])
        }
        let answer = SampleAnswer(columns: columns, provenance: provenance, rows: rows)
        let chart = ChartData(columns: columns, rows: answer.rows, provenance: provenance)
        #expect(chart.panels[0].series[0].values == [50, 52, 20, nil, nil])
        #expect(chart.categories[1...3] == ["2026-03-02", "2026-03-03*", "2026-03-04*"])
        #expect(try answer.rendered(as: .chart).hasSuffix("* not over yet\n"))
    }

    @Test func cutsNoNameThatFitsBesideItsLine() throws {
        let columns = [
            Column("period", label: "week", kind: .date, role: .period(.week)),
            Column("volume", kind: .integer, role: .value(better: .neither)),
            Column(
                "volume_last_year", label: "same month last year", kind: .integer, role: .base(of: "volume")),
        ]
        let answer = SampleAnswer(
            columns: columns, provenance: Provenance(query: ""),
            rows: [
                [.text("2026-03-02"), .integer(5), .integer(9)],
                [.text("2026-03-09"), .integer(6), .integer(2)],
            ])
        let text = try answer.rendered(as: .chart, screen: Screen(width: 80))
        #expect(text.split(separator: "same month last year").count == 3)
        #expect(!text.contains("…"))
    }

    /// Estimated days, one of few cases, the last not over.
    private var marked: SampleAnswer {
        let key = "first_response_time"
        var provenance = Provenance(query: "frt daily")
        provenance.openFrom = "2026-03-04"
        return SampleAnswer(
            columns: [
                Column("period", label: "day", kind: .date, role: .period(.day)),
                Column(key, label: "FRT median", kind: .duration, role: .value(better: .lower)),
                Column("\(key)_n", label: "n", kind: .integer, role: .cases(of: key)),
                Column("\(key)_low_n", kind: .boolean, role: .lowCases(of: key)),
                Column("\(key)_approx", kind: .boolean, role: .approximate(of: key)),
            ],
            provenance: provenance,
            rows: [
                [.text("2026-03-01"), .double(60), .integer(90), .boolean(false), .boolean(false)],
                [.text("2026-03-02"), .double(120), .integer(3), .boolean(true), .boolean(false)],
                [.text("2026-03-03"), .double(180), .integer(90), .boolean(false), .boolean(true)],
                [.text("2026-03-04"), .double(240), .integer(90), .boolean(false), .boolean(false)],
            ])
    }

    private var series: SampleAnswer {
        let channels = ["chat", "email", "phone"]
        let rows = (0..<8).flatMap { week in
            channels.enumerated().map { number, channel -> [Cell] in
                let day = 5 + week * 7
                let date =
                    day <= 31
                    ? "2026-01-\(day < 10 ? "0" : "")\(day)"
                    : "2026-02-\(day - 31 < 10 ? "0" : "")\(day - 31)"
                let seconds = Double((number + 1) * 3600 + (week * 37 + number * 11) % 13 * 240)
                return [.text(date), .text(channel), number == 2 && week == 3 ? .null : .double(seconds)]
            }
        }
        return SampleAnswer(
            columns: [
                Column("period", label: "week", kind: .date, role: .period(.week)),
                Column("channel", role: .dimension),
                Column("reply_time", label: "Reply time", kind: .duration, role: .value(better: .lower)),
            ],
            provenance: Provenance(query: "reply_time by channel weekly"), rows: rows)
    }

    private var bars: SampleAnswer {
        SampleAnswer(
            columns: [
                Column("category", role: .dimension),
                Column(
                    "ticket_volume", label: "Ticket volume", kind: .integer, role: .value(better: .neither)),
                Column("ticket_volume_target", kind: .integer, role: .target(of: "ticket_volume")),
            ],
            provenance: Provenance(query: "volume by category"),
            rows: [
                [.text("delivery"), .integer(12_480), .integer(10_000)],
                [.text("returns and refunds"), .integer(8011), .null],
                [.text("支払い"), .integer(950), .null],
                [.null, .integer(0), .null],
            ])
    }
}
