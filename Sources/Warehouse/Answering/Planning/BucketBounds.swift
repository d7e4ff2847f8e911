import Basics
import KPIQuery
import PostgresClient

/// The instants at which the buckets of a range begin and end, as PostgreSQL writes them, in UTC.
struct BucketBounds: Sendable, Hashable {
    /// First instant of each bucket's part in the range.
    let starts: [String]
    /// First instant after each of them; the last one is the range's end.
    let ends: [String]
    /// From when to when each lasts, local.
    private let spans: [TimeRange.Bucket]
    /// Reporting zone, IANA.
    let zone: String
    /// When snapshots are taken: the ends, but none later than `asOf`.
    let snapshotEnds: [String]
    /// Buckets from this one on (from 1) are not over as of `asOf`; `count + 1` where all are.
    let firstOpen: Int
    /// Now, or the instant of `--as-of`.
    let asOf: String

    var count: Int { starts.count }

    /// Whether a bucket (from 1) lasts; an hour that a clock change skips does not.
    func hasTime(_ bucket: Int) -> Bool { starts[bucket - 1] != ends[bucket - 1] }

    /// The local days on which they begin, and the first ones after each; of hours the day they lie in.
    var firstDays: [String] { spans.map(\.from.date.description) }
    var endDays: [String] { spans.map(\.to.date.description) }

    /// The local day on which the range begins, and the first one after it.
    var firstDay: String { spans[0].from.date.description }
    var endDay: String { spans[count - 1].to.date.description }

    /// Whether every bucket begins and ends with a local day.
    var isWholeDays: Bool { edges.allSatisfy { $0.second == 0 } }

    /// Whether every bucket begins and ends with a calendar month.
    var isWholeMonths: Bool { edges.allSatisfy { $0.second == 0 && $0.date.day == 1 } }

    /// Whether every bucket is one local day.
    var isDayByDay: Bool {
        isWholeDays && spans.allSatisfy { $0.to.date.dayNumber - $0.from.date.dayNumber == 1 }
    }

    /// Whether the range is taken by weeks that begin on Monday: every bucket is one, or what the range leaves of it.
    var isWeekByWeek: Bool {
        isWholeDays && count > 1
            && spans.allSatisfy {
                let monday = $0.start.date
                return monday == monday.startOfWeek(.monday) && $0.start <= $0.from
                    && $0.to <= LocalTime(monday.adding(days: 7))
            }
    }

    /// Where the first of several buckets would begin if the range did not cut it, and how many days each has; nil where
    /// they are not of one length, or no whole days.
    var evenDays: (start: CivilDate, length: Int)? {
        guard isWholeDays, count > 1 else { return nil }
        let starts = spans.map(\.from.date.dayNumber)
        let ends = spans.map(\.to.date.dayNumber)
        let length = count > 2 ? starts[2] - starts[1] : max(ends[0] - starts[0], ends[1] - starts[1])
        guard length > 0, ends[0] - starts[0] <= length, ends[count - 1] - starts[count - 1] <= length,
            (1..<count).allSatisfy({ starts[$0] == starts[1] + ($0 - 1) * length })
        else { return nil }
        return (spans[1].from.date.adding(days: -length), length)
    }

    /// Whether the range is taken day by day or week by week: several buckets of at most a week each.
    var isByDayOrWeek: Bool {
        isWholeDays && count > 1 && spans.allSatisfy { $0.to.date.dayNumber - $0.from.date.dayNumber <= 7 }
    }

    /// Whether every bucket is one calendar month.
    var isMonthByMonth: Bool {
        func month(_ time: LocalTime) -> Int { 12 * time.date.year + time.date.month }
        return isWholeMonths && spans.allSatisfy { month($0.to) - month($0.from) == 1 }
    }

    /// The first days of the calendar months that the range touches, and of the one after them.
    var monthStarts: [CivilDate] {
        var starts: [CivilDate] = []
        var month = spans[0].from.date
        month = month.adding(days: 1 - month.day)
        while LocalTime(month) < spans[count - 1].to {
            starts.append(month)
            month = month.adding(months: 1)
        }
        return starts + [month]
    }

    private var edges: [LocalTime] { spans.flatMap { [$0.from, $0.to] } }

    var from: String { starts[0] }
    var to: String { ends[ends.count - 1] }

    /// The same time as one bucket.
    var asOne: BucketBounds { BucketBounds(asOne: self) }

    private init(asOne parts: BucketBounds) {
        starts = [parts.from]
        ends = [parts.to]
        let first = parts.spans[0]
        let last = parts.spans[parts.count - 1]
        spans = [TimeRange.Bucket(start: first.from, from: first.from, to: last.to)]
        snapshotEnds = parts.snapshotEnds.suffix(1)
        firstOpen = parts.firstOpen > parts.count ? 2 : 1
        zone = parts.zone
        asOf = parts.asOf
    }

    /// Asks the server, which knows the time zone's clock changes.
    ///
    /// The buckets are in order and without gaps.
    init(_ buckets: [TimeRange.Bucket], zone: String, asOf: String, on connection: inout Connection) throws {
        // A bucket ends where the next one begins.
        let localEdges = buckets.map(\.from.description) + buckets.suffix(1).map(\.to.description)
        var edges: [(instant: String, snapshot: String, isOver: Bool)] = []
        try connection.execute(
            """
            select
                edge.instant,
                least(edge.instant, \(asOf)::timestamptz) as snapshot_at,
                edge.instant <= \(asOf)::timestamptz as is_over
            from (
                select part.number, kpi.local_start(part.local_time, \(zone)) as instant
                from unnest(\(localEdges)::timestamp[]) with ordinality as part (local_time, number)
                -- Each instant is worked out once, not for each use.
                offset 0
            ) as edge
            order by edge.number
            """
        ).forEach { row throws(PostgresError) in
            edges.append((try row.decode(at: 0), try row.decode(at: 1), try row.decode(at: 2)))
        }
        starts = edges.dropLast().map(\.instant)
        ends = edges.dropFirst().map(\.instant)
        snapshotEnds = edges.dropFirst().map(\.snapshot)
        firstOpen = edges.dropFirst().count(where: \.isOver) + 1
        self.zone = zone
        spans = buckets
        self.asOf = asOf
    }
}
