/// One column of an answer, as files name it and as people read it.
///
/// Files (csv, tsv, json, ndjson) write every column under `name`. What people read (table, chart, md, html) is
/// shaped by `role`: the companions of a metric are folded into it as marks, an interval or a colour.
package struct Column: Sendable, Hashable {
    /// The name in files: `first_response_time_business_p90`.
    package let name: String
    /// The heading on screen: `FRT p90, business`.
    package let label: String
    /// What its values mean.
    package let kind: ValueKind
    /// What it is in the answer.
    package let role: Role
    /// Digits after the decimal point on screen; nil takes the kind's own.
    package let decimals: Int?
    /// The type a database gives it, for a screen that shows types (`Screen.showsTypes`); nil where it has none.
    package let type: String?
    /// Whether it only says more of a column before it, such as an agent's name: a narrow screen has no room for it.
    package let isCompanion: Bool

    /// A column.
    ///
    /// - Parameters:
    ///   - name: the name in files.
    ///   - label: the heading on screen; the name where it is nil.
    ///   - kind: what the values mean.
    ///   - role: what the column is in the answer; `.plain` for SQL.
    ///   - decimals: digits after the point on screen; nil takes the kind's own.
    ///   - type: the type a database gives it.
    ///   - isCompanion: whether it only says more of a column before it.
    package init(
        _ name: String, label: String? = nil, kind: ValueKind = .text, role: Role = .plain,
        decimals: Int? = nil, type: String? = nil, isCompanion: Bool = false
    ) {
        self.name = name
        self.label = label ?? name
        self.kind = kind
        self.role = role
        self.decimals = decimals
        self.type = type
        self.isCompanion = isCompanion
    }
}

extension Column {
    /// What a column is in an answer.
    ///
    /// `of` is the `name` of the metric's own column.
    package enum Role: Sendable, Hashable {
        /// Nothing special: a column of an SQL result.
        case plain
        /// Something about a single case of a list: no chart draws it.
        case detail
        /// The bucket of time; its cells are the bucket's first day (or, hourly, its first instant).
        case period(Grain)
        /// A dimension: channel, team.
        case dimension
        /// A metric; which direction is good decides the colour of its changes.
        case value(better: Better)
        /// The number of cases behind a metric: `_n`.
        case cases(of: String)
        /// Whether those are too few to lean on: `_low_n`. A mark on screen.
        case lowCases(of: String)
        /// Whether the metric is an estimate: `_approx`. A mark on screen.
        case approximate(of: String)
        /// Whether what the metric is compared with, a column of that name, is an estimate. Only for people: files
        /// say of a metric whether it or its base is.
        case approximateBase(of: String)
        /// The share of the total, in percent: `_share`.
        case share(of: String)
        /// The lower end of the metric's 95 % interval: `_low`.
        case lower(of: String)
        /// The upper end of the metric's 95 % interval: `_high`.
        case upper(of: String)
        /// What the metric is compared with: `_previous`, `_last_month`.
        case base(of: String)
        /// The metric's target: `_target`. A line in charts.
        case target(of: String)
        /// The relative change against a base, in percent: `_change`.
        case change(of: String)
        /// The metric's course as a sparkline, `Cell.series`. Only for people: files leave it out.
        case trend(of: String)
    }

    /// Which direction of a metric is good.
    package enum Better: Sendable, Hashable {
        case higher, lower, neither
    }

    /// The length of a bucket of time.
    package enum Grain: Sendable, Hashable {
        case hour, day, week, month, quarter, year
    }
}

extension Column {
    /// Whether files have the column; what is made only for the eye they leave out.
    var isInFiles: Bool {
        switch role {
        case .trend, .approximateBase: false
        default: true
        }
    }

    /// The `name` of the metric that it belongs to; nil of a metric itself, and of what belongs to none.
    var metricName: String? {
        switch role {
        case .cases(let name), .lowCases(let name), .approximate(let name), .approximateBase(let name),
            .share(let name), .lower(let name), .upper(let name), .base(let name), .target(let name),
            .change(let name), .trend(let name):
            name
        case .plain, .detail, .period, .dimension, .value: nil
        }
    }

    /// In which order a screen that is too narrow keeps columns: what was asked for before what goes with it.
    ///
    /// Who asks for changes or courses asks for them as for the values themselves.
    var rank: Int {
        switch role {
        case .plain, .period: 0
        case .dimension: isCompanion ? 3 : 0
        case .value, .change, .trend: Self.askedRank
        case .detail: 2
        case .share, .base, .target: 4
        case .cases, .lowCases, .approximate, .approximateBase, .lower, .upper: 5
        }
    }

    /// The rank of what a KPI question asks for, a KPI after the other.
    static let askedRank = 1

    /// Whether it is a metric that counts cases.
    var isCount: Bool {
        if case .value = role { kind == .integer } else { false }
    }
}
