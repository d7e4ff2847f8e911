import Testing

@testable import Intake

/// One value put into an otherwise good row, as CSV and as NDJSON.
struct TypingCase: CustomTestStringConvertible {
    let entity: String
    let column: String
    let value: String
    /// What is stored; nil = the row is rejected for this column.
    let expected: String?

    init(_ path: String, _ value: String, _ expected: String?) {
        let parts = path.split(separator: ".").map(String.init)
        entity = parts[0]
        column = parts[1]
        self.value = value
        self.expected = expected
    }

    var testDescription: String {
        "\(entity).\(column) \(value.prefix(60)) → \(expected?.prefix(60) ?? "rejected")"
    }

    private static let good: [String: [(String, String)]] = [
        "agents": [("agent_id", "a1")],
        "customers": [("customer_id", "c1")],
        "tickets": [("ticket_id", "1"), ("created_at", "2026-01-01T00:00:00Z")],
        "interactions": [
            ("interaction_id", "1"), ("ticket_id", "1"), ("occurred_at", "2026-01-01T00:00:00Z"),
            ("author", "agent"),
        ],
        "ticket_events": [
            ("event_id", "1"), ("ticket_id", "1"), ("occurred_at", "2026-01-01T00:00:00Z"),
            ("field", "status"),
        ],
        "surveys": [("survey_id", "1"), ("kind", "csat")],
        "costs": [
            ("cost_id", "1"), ("category", "staffing"), ("period_start", "2026-01-10"),
            ("period_end", "2026-01-31"), ("amount", "1"), ("currency", "EUR"),
        ],
        "shifts": [
            ("shift_id", "1"), ("agent_id", "1"), ("starts_at", "2026-01-01T08:00:00Z"),
            ("ends_at", "2026-01-01T16:00:00Z"),
        ],
        "schedules": [("schedule_id", "1"), ("timezone", "Europe/Berlin")],
        "schedule_hours": [
            ("schedule_id", "1"), ("weekday", "1"), ("opens_at", "09:00"), ("closes_at", "17:00"),
        ],
        "holidays": [("holiday_on", "2026-01-01")],
        "orders": [("order_id", "1"), ("customer_id", "1"), ("ordered_at", "2026-01-01T00:00:00Z")],
        "targets": [("kpi", "csat"), ("starts_on", "2026-01-01"), ("target", "90")],
        "initiatives": [("initiative_id", "1"), ("name", "x"), ("starts_on", "2026-01-01")],
    ]

    private var fields: [(String, String)] {
        let others = (Self.good[entity] ?? []).filter { $0.0 != column }
        return others + [(column, value)]
    }

    var csv: String {
        let header = fields.map(\.0).joined(separator: ",")
        let row = fields.map {
            "\""
                + $0.1.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        }
        return header + "\n" + row.joined(separator: ",") + "\n"
    }

    var ndjson: String {
        let members = fields.map { name, value in
            let escaped = value.unicodeScalars.map { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\t": "\\t"
                default: String(scalar)
                }
            }
            return "\"\(name)\":\"\(escaped.joined())\""
        }
        return "{" + members.joined(separator: ",") + "}\n"
    }
}

@Suite struct TypingTests {
    @Test(arguments: instants + dates + numbers + wholeNumbers + words + scales + spans)
    func readsOrRejects(_ testCase: TypingCase) throws {
        for text in [testCase.csv, testCase.ndjson] {
            var options = ReadOptions()
            options.timeZoneNames = ["Europe/Berlin", "UTC"]
            let reading = try Reading.of(testCase.entity, text, options: options)
            if let expected = testCase.expected {
                #expect(reading.rejects.map(\.reason) == [])
                #expect(reading.rows.map { $0[testCase.column] } == [expected == "null" ? nil : expected])
            } else {
                #expect(reading.rows.isEmpty)
                #expect(reading.rejects.map(\.column) == [testCase.column])
                #expect(reading.rejects.allSatisfy { $0.reason.hasPrefix(testCase.column + ": ") })
            }
        }
    }

    static let instants: [TypingCase] = [
        .init("tickets.created_at", "2026-03-01T10:00:00Z", "2026-03-01 10:00:00"),
        .init("tickets.created_at", "2026-03-01 10:00Z", "2026-03-01 10:00:00"),
        .init("tickets.created_at", "2026-03-01 10:00", "2026-03-01 10:00:00"),
        .init("tickets.created_at", "2026-03-01T10:00:00", "2026-03-01 10:00:00"),
        .init("tickets.created_at", "2026-03-01T10:00:00.123456Z", "2026-03-01 10:00:00.123456"),
        .init("tickets.created_at", "2026-03-01T10:00:00.1+02", "2026-03-01 08:00:00.100000"),
        .init("tickets.created_at", "2026-03-01T10:00:00.1234565Z", "2026-03-01 10:00:00.123456"),
        .init("tickets.created_at", "2026-03-01T10:00:00.1234575Z", "2026-03-01 10:00:00.123458"),
        .init("tickets.created_at", "2026-03-01T10:00:00.12345650001Z", "2026-03-01 10:00:00.123457"),
        .init("tickets.created_at", "2025-12-31T23:59:59.9999999Z", "2026-01-01 00:00:00"),
        .init("tickets.created_at", "2026-03-01T00:30:00+05:45", "2026-02-28 18:45:00"),
        .init("tickets.created_at", "2026-03-01T00:30:00-0330", "2026-03-01 04:00:00"),
        .init("tickets.created_at", "2026-03-01T00:30:00-00:00", "2026-03-01 00:30:00"),
        .init("tickets.created_at", "1930-07-01 10:00:00+01:19:32", "1930-07-01 08:40:28"),
        .init("tickets.created_at", "1890-01-01T00:00:00.5-00:44:30", "1890-01-01 00:44:30.500000"),
        .init("tickets.created_at", "2026-03-01T16:00+15:59:59", "2026-03-01 00:00:01"),
        .init("tickets.created_at", "1999-12-31T23:59:59Z", "1999-12-31 23:59:59"),
        .init("tickets.created_at", "0001-01-01T00:00:00Z", "0001-01-01 00:00:00"),
        .init("tickets.created_at", "9999-12-31T23:59:59Z", "9999-12-31 23:59:59"),
        .init("tickets.created_at", "2024-02-29T00:00Z", "2024-02-29 00:00:00"),
        .init("tickets.resolved_at", "", "null"),
        .init("tickets.created_at", "", nil),
        .init("tickets.created_at", "2026-03-01", nil),
        .init("tickets.created_at", "2026-02-30", nil),
        .init("tickets.created_at", "2026-02-30T10:00:00Z", nil),
        .init("tickets.created_at", "2023-02-29T00:00Z", nil),
        .init("tickets.created_at", "0000-01-01T00:00:00Z", nil),
        .init("tickets.created_at", "2026-3-1T10:00:00Z", nil),
        .init("tickets.created_at", "2026-03-01t10:00:00Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00z", nil),
        .init("tickets.created_at", "2026-03-01  10:00:00Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00 Z", nil),
        .init("tickets.created_at", "2026-03-01T10Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00.Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00.5Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:0", nil),
        .init("tickets.created_at", "2026-03-01T24:00:00Z", nil),
        .init("tickets.created_at", "2026-03-01T10:60:00Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:60Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+2", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+2:00", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+02:0", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+16:00", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+02:60", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:19:60", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:60:00", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+16:00:00", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:19:3", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:19:3x", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:19.32", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01-19:32", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00+01:19:32Z", nil),
        .init("tickets.created_at", "2026-03-01T10:00:00 UTC", nil),
        .init("tickets.created_at", " 2026-03-01T10:00:00Z", nil),
        .init("tickets.created_at", "01.03.2026 10:00:00", nil),
        .init("tickets.created_at", "1767225600", nil),
        .init("tickets.created_at", "now", nil),
    ]

    static let dates: [TypingCase] = [
        .init("agents.started_on", "2026-02-28", "2026-02-28"),
        .init("agents.started_on", "2000-02-29", "2000-02-29"),
        .init("agents.started_on", "1969-12-31", "1969-12-31"),
        .init("agents.started_on", "1900-02-29", nil),
        .init("agents.started_on", "2026-04-31", nil),
        .init("agents.started_on", "2026-13-01", nil),
        .init("agents.started_on", "2026-00-01", nil),
        .init("agents.started_on", "2026-01-00", nil),
        .init("agents.started_on", "2026-01-01T00:00:00Z", nil),
        .init("agents.started_on", "2026/01/01", nil),
        .init("agents.started_on", "20260101", nil),
        .init("agents.started_on", "26-01-01", nil),
    ]

    static let numbers: [TypingCase] = [
        .init("interactions.handling_seconds", "0", "0"),
        .init("interactions.handling_seconds", "00", "0"),
        .init("interactions.handling_seconds", "90", "90"),
        .init("interactions.handling_seconds", "10000", "10000"),
        .init("interactions.handling_seconds", "123456.50", "123456.50"),
        .init("interactions.handling_seconds", "007.10", "7.10"),
        .init("interactions.handling_seconds", "0.00", "0.00"),
        .init("interactions.handling_seconds", "0.0001", "0.0001"),
        .init("interactions.handling_seconds", "0.00000001", "0.00000001"),
        .init("interactions.handling_seconds", "0.00012", "0.00012"),
        .init("interactions.handling_seconds", ".5", "0.5"),
        .init("interactions.handling_seconds", "5.", "5"),
        .init("interactions.handling_seconds", "999999999999", "999999999999"),
        .init("interactions.handling_seconds", "0000000000000000001", "1"),
        .init("interactions.handling_seconds", "1000000000000", nil),
        .init("interactions.handling_seconds", "-1", nil),
        .init("interactions.handling_seconds", "-0", nil),
        .init("interactions.handling_seconds", "+1", nil),
        .init("interactions.handling_seconds", "1e3", nil),
        .init("interactions.handling_seconds", "NaN", nil),
        .init("interactions.handling_seconds", "Infinity", nil),
        .init("interactions.handling_seconds", "0x10", nil),
        .init("interactions.handling_seconds", "1,5", nil),
        .init("interactions.handling_seconds", "1.2.3", nil),
        .init("interactions.handling_seconds", ".", nil),
        .init("interactions.handling_seconds", " 1", nil),
        .init("interactions.handling_seconds", "1 ", nil),
        .init("interactions.handling_seconds", "1_000", nil),
        .init("interactions.handling_seconds", "١", nil),
        .init("costs.amount", "-12.34", "-12.34"),
        .init("costs.amount", "-0.00", "0.00"),
        .init("costs.amount", "-", nil),
        .init("costs.amount", "--1", nil),
        .init("costs.amount", "1-", nil),
        .init("costs.amount", "12,34", nil),
        .init(
            "costs.amount", "12345678901234567890.12345678901234567890",
            "12345678901234567890.12345678901234567890"),
        .init("costs.amount", "100000000", "100000000"),
        .init("costs.amount", "100010000.00010000", "100010000.00010000"),
        .init("costs.amount", String(repeating: "9", count: 100), String(repeating: "9", count: 100)),
        .init("costs.amount", String(repeating: "9", count: 101), nil),
        .init("costs.amount", "0." + String(repeating: "1", count: 1001), nil),
        .init("orders.amount", "-5", "-5"),
        .init("targets.target", "-5.5", "-5.5"),
        .init("targets.warning", "-5.5", "-5.5"),
    ]

    static let wholeNumbers: [TypingCase] = [
        .init("surveys.score", "5", "5"),
        .init("surveys.score", "5.0", "5"),
        .init("surveys.score", "05", "5"),
        .init("surveys.score", "4.5", nil),
        .init("surveys.score", "5.", nil),
        .init("surveys.score", "+5", nil),
        .init("surveys.score", "5e0", nil),
        .init("surveys.score", "99999999999999999999999", nil),
        .init("surveys.scale_min", "-5", "-5"),
        .init("surveys.scale_max", "99999999999", nil),
        .init("schedule_hours.weekday", "1", "1"),
        .init("schedule_hours.weekday", "7.0", "7"),
        .init("schedule_hours.weekday", "0", nil),
        .init("schedule_hours.weekday", "8", nil),
        .init("schedule_hours.weekday", "-1", nil),
        .init("schedule_hours.weekday", "Monday", nil),
    ]

    static let words: [TypingCase] =
        ["true", "T", "YES", "1", "tRuE", "t", "Yes"].map { .init("surveys.reversed", $0, "t") }
        + ["false", "F", "No", "0", "FALSE", ""].map { .init("surveys.reversed", $0, "f") }
        + ["y", "on", "2", "truee", "tru", "1.0", " true"].map { .init("schedules.is_default", $0, nil) }
        + [
            .init("tickets.status", "pending", "pending"),
            .init("tickets.status", "", "open"),
            .init("tickets.status", "Open", nil),
            .init("tickets.status", "solved", nil),
            .init("tickets.status", "open ", nil),
            .init("tickets.direction", "", "inbound"),
            .init("agents.kind", "", "human"),
            .init("interactions.visibility", "", "public"),
            .init("shifts.activity", "", "available"),
            .init("tickets.excluded", "", "null"),
            .init("tickets.excluded", "merged", "merged"),
            .init("interactions.author", "third_party", "third_party"),
            .init("interactions.author", "third_parties", nil),
            .init("interactions.author", "", nil),
            .init("surveys.kind", "exit", "exit"),
            .init("surveys.kind", "CSAT", nil),
            .init("costs.currency", "USD", "USD"),
            .init("costs.currency", "usd", nil),
            .init("costs.currency", "US", nil),
            .init("costs.currency", "USDT", nil),
            .init("costs.currency", "U1D", nil),
            .init("schedule_hours.opens_at", "00:00", "00:00"),
            .init("schedule_hours.opens_at", "23:59", "23:59"),
            .init("schedule_hours.opens_at", "24:00", nil),
            .init("schedule_hours.closes_at", "24:00", "24:00"),
            .init("schedule_hours.closes_at", "08:00", "08:00"),
            .init("schedule_hours.closes_at", "24:01", nil),
            .init("schedule_hours.closes_at", "9:00", nil),
            .init("schedule_hours.closes_at", "09:00:00", nil),
            .init("schedule_hours.closes_at", "0900", nil),
            .init("schedule_hours.closes_at", "09:60", nil),
            .init("schedules.timezone", "UTC", "UTC"),
            .init("schedules.timezone", "Mars/Base", nil),
            .init("tickets.tags", "a;b c;ä", "{a,b c,ä}"),
            .init("tickets.tags", "a;;b;", "{a,b}"),
            .init("tickets.tags", ";", "null"),
            .init("tickets.tags", #"["a;b", "\u00e4", 1, true, null, ""]"#, "{a;b,ä,1,true}"),
            .init("tickets.tags", "[]", "null"),
            .init("tickets.tags", "[a]", nil),
            .init("tickets.tags", #"["a""#, nil),
            .init("tickets.tags", #"["a"] x"#, nil),
            .init("tickets.tags", #"[["a"]]"#, nil),
            .init("tickets.tags", #"["\ud800"]"#, nil),
            .init(
                "tickets.ticket_id", String(repeating: "i", count: 512), String(repeating: "i", count: 512)),
            .init("tickets.ticket_id", String(repeating: "i", count: 513), nil),
            .init("tickets.ticket_id", "", nil),
            .init("tickets.merged_into", String(repeating: "i", count: 513), nil),
            .init("targets.kpi", String(repeating: "i", count: 513), nil),
            .init("tickets.subject", "a\tb \"c\" \\ 😀", "a\tb \"c\" \\ 😀"),
            .init(
                "tickets.subject", String(repeating: "x", count: 1 << 20),
                String(repeating: "x", count: 1 << 20)),
            .init("tickets.subject", " ", " "),
        ]

    static let scales: [TypingCase] = [
        .init("surveys.score", "1", "1"),
        .init("surveys.score", "0", nil),
        .init("surveys.score", "6", nil),
        .init("surveys.scale_min", "5", nil),
        .init("surveys.scale_max", "1", nil),
        .init("surveys.scale_max", "10", "10"),
    ]

    static let spans: [TypingCase] = [
        .init("shifts.ends_at", "2026-01-01T08:00:01Z", "2026-01-01 08:00:01"),
        .init("shifts.ends_at", "2026-01-01T08:00:00Z", nil),
        .init("shifts.ends_at", "2026-01-01T07:00:00Z", nil),
        .init("shifts.ends_at", "2027-01-02T08:00:00Z", "2027-01-02 08:00:00"),
        .init("shifts.ends_at", "2027-01-02T08:00:00.000001Z", nil),
        .init("shifts.ends_at", "9999-12-31T08:00:00Z", nil),
        .init("costs.period_end", "2026-01-10", "2026-01-10"),
        .init("costs.period_end", "2026-01-09", nil),
        .init("schedule_hours.valid_to", "2000-01-01", "2000-01-01"),
        .init("agents.ended_on", "1999-01-01", "1999-01-01"),
    ]

    /// Kind, score, scale_min, scale_max, and the column rejected for.
    @Test(
        arguments: [
            ("csat", "5", "", "", nil), ("csat", "6", "", "", "score"), ("csat", "6", "", "7", nil),
            ("csat", "0", "0", "", nil), ("esat", "1", "", "", nil), ("esat", "0", "", "", "score"),
            ("ces", "7", "", "", nil), ("ces", "8", "", "", "score"), ("ces", "7", "", "5", "score"),
            ("ces", "3", "7", "", "scale_min"), ("ces", "3", "5", "5", "scale_min"),
            ("nps", "0", "", "", nil), ("nps", "10", "0", "10", nil), ("nps", "11", "", "", "score"),
            ("nps", "5", "1", "", "scale_min"), ("nps", "5", "", "5", "scale_max"),
            ("nps", "5", "0", "", nil),
            ("exit", "1000", "", "", nil), ("exit", "", "", "", nil), ("exit", "4", "5", "", "score"),
            ("exit", "4", "", "3", "score"), ("exit", "4", "4", "4", "scale_min"),
        ] as [(String, String, String, String, String?)])
    func scoresLieOnTheirScale(
        _ kind: String, _ score: String, _ low: String, _ high: String, _ column: String?
    ) throws {
        let reading = try Reading.of(
            "surveys", "survey_id,kind,score,scale_min,scale_max\n1,\(kind),\(score),\(low),\(high)\n")
        #expect(reading.rejects.map(\.column) == (column.map { [$0] } ?? []))
        #expect(reading.rows.map { $0["scale_min"] } == (column == nil ? [low.isEmpty ? nil : low] : []))
    }

    @Test func reasonsAreSentencesThatNameTheFix() throws {
        let reading = try Reading.of(
            "tickets",
            "ticket_id,created_at,status,resolved_at\n1,2026-02-30,,\n2,2026-02-28,,\n3,2026-03-01 10:00,Open,\n,,,\n"
        )
        #expect(
            reading.rejects.map(\.reason) == [
                "created_at: \"2026-02-30\" is no date that exists",
                "created_at: \"2026-02-28\" is a date without a time; write it as 2026-02-28T09:30:00Z",
                "status: \"Open\" is none of new, open, pending, hold, resolved, closed (spelt exactly so)",
                "ticket_id: a value is required here; fill it in",
            ])
        let hours = try Reading.of(
            "schedule_hours", "schedule_id,weekday,opens_at,closes_at\nS,1,08:00,24:01\nS,1,25:00,17:00\n")
        #expect(
            hours.rejects.map(\.reason) == [
                "closes_at: \"24:01\" has no time of day that exists; 00:00 to 24:00 do",
                "opens_at: \"25:00\" has no time of day that exists; 00:00:00 to 23:59:59 do",
            ])
    }
}
