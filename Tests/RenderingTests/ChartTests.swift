import Rendering
import Testing

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

    @Test func saysThatThereIsNothingToDraw() throws {
        let answer = SampleAnswer(
            columns: [Column("a")], provenance: Provenance(query: ""), rows: [[.text("x")]])
        #expect(try answer.rendered(as: .chart) == "nothing to draw: no numbers in 1 row\n")
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
