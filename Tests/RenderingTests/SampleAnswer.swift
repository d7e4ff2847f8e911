import Rendering

/// Answers that tests render.
struct SampleAnswer {
    let columns: [Column]
    let provenance: Provenance
    let rows: [[Cell]]
    var closing = Closing()

    /// Renders the answer in memory.
    func rendered(as format: Format, screen: Screen = Screen(), defusesFormulas: Bool = true) throws -> String
    {
        let output = Output()
        try render(as: format, to: output, screen: screen, defusesFormulas: defusesFormulas)
        return output.contents
    }

    func render(
        as format: Format, to output: Output, screen: Screen = Screen(), defusesFormulas: Bool = true
    ) throws {
        try format.sink(to: output, screen: screen, defusesFormulas: defusesFormulas).write(
            columns, rows, provenance: provenance, closing: closing)
    }

    /// A KPI by channel and week with everything a metric can bring along.
    static var weekly: SampleAnswer {
        let key = "first_response_time"
        let columns = [
            Column("period", label: "week", kind: .date, role: .period(.week)),
            Column("channel", role: .dimension),
            Column(key, label: "FRT median", kind: .duration, role: .value(better: .lower)),
            Column("\(key)_n", label: "n", kind: .integer, role: .cases(of: key)),
            Column("\(key)_low_n", kind: .boolean, role: .lowCases(of: key)),
            Column("\(key)_approx", kind: .boolean, role: .approximate(of: key)),
            Column("\(key)_previous", label: "previous", kind: .duration, role: .base(of: key)),
            Column("\(key)_change", label: "change", kind: .percent, role: .change(of: key)),
            Column("\(key)_trend", label: "course", kind: .decimal, role: .trend(of: key)),
        ]
        func row(
            _ week: String, _ channel: String?, _ seconds: Double?, _ count: Int, isApproximate: Bool = false,
            previous: Double?, change: Double?, _ course: [Double?]
        ) -> [Cell] {
            [
                .text(week), channel.map { .text($0) } ?? .null, seconds.map { .double($0) } ?? .null,
                .integer(count), .boolean(count < 30), .boolean(isApproximate),
                previous.map { .double($0) } ?? .null, change.map { .double($0) } ?? .null, .series(course),
            ]
        }
        return SampleAnswer(
            columns: columns, provenance: provenance,
            rows: [
                row(
                    "2026-03-16", "email", 5230, 1812, previous: 6000, change: -12.833_333_333_333_334,
                    [1, 2, 3, 4]),
                row("2026-03-16", "chat", 45.5, 12, previous: 40, change: 13.75, [4, nil, 2, 1]),
                row(
                    "2026-03-16", "電話", 273_600, 431, isApproximate: true, previous: 273_600, change: 0,
                    [2, 2, 2, 2]),
                row("2026-03-23", "email", 8040, 90, previous: nil, change: nil, [1, 5, 1, 8]),
                row("2026-03-23", nil, nil, 0, previous: 0, change: nil, [nil, nil, nil, nil]),
            ],
            closing: Closing(
                totals: [row("2026-03-16", nil, 4100, 2345, previous: 4000, change: 2.5, [])],
                footer: ["12 tickets excluded"], milliseconds: 12))
    }

    static var provenance: Provenance {
        var provenance = Provenance(query: "frt by channel weekly from 2026-03-16 to 2026-03-29 vs previous")
        provenance.headline = "First response time, median · 2026-03-16 – 2026-03-29 · UTC"
        provenance.definitions = [.init("first_response_time", "First \"agent\" message minus created_at")]
        provenance.from = "2026-03-16"
        provenance.to = "2026-03-29"
        provenance.timeZone = "UTC"
        provenance.weekStart = "monday"
        provenance.currency = "EUR"
        provenance.dataAsOf = "2026-03-27T18:00:00Z"
        provenance.answeredFrom = "fact.first_response"
        provenance.excluded = 12
        provenance.waiting = 0
        provenance.cases = 2345
        provenance.openFrom = "2026-03-23"
        return provenance
    }

    /// A rate by month with its interval and its target.
    static var monthly: SampleAnswer {
        let columns = [
            Column("period", label: "month", kind: .date, role: .period(.month)),
            Column("csat", label: "CSAT", kind: .percent, role: .value(better: .higher)),
            Column("csat_n", label: "n", kind: .integer, role: .cases(of: "csat")),
            Column("csat_low", label: "low", kind: .percent, role: .lower(of: "csat")),
            Column("csat_high", label: "high", kind: .percent, role: .upper(of: "csat")),
            Column("csat_target", label: "target", kind: .percent, role: .target(of: "csat")),
        ]
        let rates: [Double?] = [80, 78.4, 83.1, 85, nil, 81.2, 79.9, 88.3, 90.1, 87.2, 91.5, 92]
        return SampleAnswer(
            columns: columns, provenance: Provenance(query: "csat monthly in 2026 with ci vs target"),
            rows: rates.enumerated().map { month, rate in
                let number = month + 1
                return [
                    .text("2026-\(number < 10 ? "0" : "")\(number)-01"), rate.map { .double($0) } ?? .null,
                    .integer(rate == nil ? 0 : 1200), rate.map { .double($0 - 2.4) } ?? .null,
                    rate.map { .double($0 + 2.2) } ?? .null, .double(85),
                ]
            })
    }

    /// An SQL result of many rows.
    static func numbers(_ count: Int) -> SampleAnswer {
        SampleAnswer(
            columns: [Column("number", kind: .integer), Column("square", kind: .integer)],
            provenance: Provenance(query: "select number, number * number as square from numbers"),
            rows: (1...count).map { [.integer($0), .integer($0 * $0)] })
    }
}
