import Basics

@testable import KPIQuery

/// The KPIs, dimensions and values that these tests speak of, as kpis.md has them.
enum Sample {
    static let ticketDimensions: Set<String> = [
        "source", "channel", "category", "product", "priority", "direction", "agent", "team", "segment",
        "country",
    ]

    static let kpis: [Vocabulary.KPI] = [
        ticket("ticket_volume", ["volume"], "Ticket volume", aggregates: .sum),
        ticket("backlog", [], "Backlog"),
        ticket(
            "first_response_time", ["frt"], "First response time (FRT)", hasBusinessClock: true,
            aggregates: .all),
        ticket("frt_within_1h", [], "FRT within 1 hour", hasBusinessClock: true),
        ticket("resolution_time", ["art"], "Resolution time (ART)", hasBusinessClock: true, aggregates: .all),
        ticket("resolution_rate", [], "Ticket resolution rate", windows: ["24h", "72h", "7d"]),
        ticket("handle_time", ["aht"], "Average handle time (AHT)", aggregates: .all),
        ticket("first_contact_resolution", ["fcr"], "First contact resolution (FCR)"),
        ticket("reopen_rate", [], "Reopen rate"),
        ticket("csat", [], "Customer satisfaction (CSAT)"),
        ticket("nps", [], "Net promoter score"),
        Vocabulary.KPI(key: "utilization", title: "Agent utilization", dimensions: ["agent", "team"]),
        Vocabulary.KPI(
            key: "cost_per_resolution", aliases: ["cpr"], title: "Cost per resolution",
            dimensions: ticketDimensions.union(["cost_category"]), filterOnlyDimensions: ["currency"]),
    ]

    static let vocabulary = Vocabulary(
        kpis: kpis,
        dimensions: [
            "channel", "category", "product", "priority", "team", "agent", "segment", "country", "direction",
            "source", "currency", "cost_category",
        ].map { .init(.dimension($0)) }
            + ["Order Type", "tier", "Tier", "top"].map { .init(.attribute($0)) },
        savedQueries: [
            .init(
                name: "slow", parameters: ["channel", "team"],
                text: "frt p90 where channel = :channel and team like :team"),
            .init(name: "morning", text: "backlog by team"),
        ],
        values: { dimension in
            switch dimension.name {
            case "channel": .all([.init("email"), .init("chat"), .init("phone")])
            case "priority": .all(["low", "normal", "high", "urgent"].map { .init($0) })
            case "agent": .open([.init("a17", title: "Ana Díaz"), .init("a18", title: "Bo Lund")])
            default: .open([])
            }
        })

    static let language = QueryLanguage(vocabulary)

    private static func ticket(
        _ key: String, _ aliases: [String], _ title: String, hasBusinessClock: Bool = false,
        aggregates: Vocabulary.Aggregates = .none, windows: [String] = []
    ) -> Vocabulary.KPI {
        Vocabulary.KPI(
            key: key, aliases: aliases, title: title, hasBusinessClock: hasBusinessClock,
            aggregates: aggregates, windows: windows, dimensions: ticketDimensions, hasAttributes: true)
    }
}

/// What a test expects, without places: values compare without them.
func at<Value>(_ value: Value) -> Located<Value> {
    Located(value, SourceSpan(0, 0))
}

func metric(
    _ key: String, _ aggregate: Aggregate? = nil, business: Bool = false, exact: Bool = false,
    window: String? = nil
) -> Metric {
    Metric(
        kpi: at(key), isExact: exact, isBusiness: business, aggregate: aggregate.map { at($0) },
        window: window.map { at(MaturityWindow(word: $0)) })
}

func dimension(_ name: String) -> Located<DimensionName> {
    at(.dimension(name))
}

func text(_ value: String) -> Located<FilterValue> {
    at(.text(value))
}

/// A day that the test knows to exist.
func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
        preconditionFailure("no such day: \(year)-\(month)-\(day)")
    }
    return date
}

extension Query {
    /// A query as a test writes it.
    static func of(_ metrics: Metric..., with change: (inout Query) -> Void = { _ in }) -> Query {
        var query = Query(metrics: metrics)
        change(&query)
        return query
    }
}
