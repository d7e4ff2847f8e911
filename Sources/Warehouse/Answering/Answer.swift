import Basics
package import KPIQuery
import PostgresClient

/// The answer to a KPI query: cells by bucket and members, and what is to be said about all of them.
package struct Answer: Sendable {
    /// The question.
    package let query: Query
    /// As it was written.
    package let text: String
    package let range: TimeRange
    /// The range's first instant, and the first after it, as PostgreSQL writes them, in UTC.
    package let instants: (from: String, to: String)
    /// Reporting zone, IANA.
    package let timezone: String
    /// Now, or the instant of `--as-of`; ISO 8601 in UTC.
    package let asOf: String
    /// Whether that instant was given with the question.
    package let isAsOfGiven: Bool
    /// When the newest load was committed, ISO 8601 in UTC; nil before the first.
    package let dataAsOf: String?
    /// The definitions of the metrics, in the order of the query.
    package let definitions: [KPIDefinition]
    /// The relations that were read.
    package let answeredFrom: [String]
    /// Cases of the first metric in the range that match the filter; of a snapshot those at its end.
    package let cases: Int?
    /// Excluded tickets created in the range that match the filter.
    package let excluded: Int
    /// Rows that wait for their ticket.
    package let waiting: Int
    /// The currency of its amounts; nil where no metric is about money, or the ledger is empty.
    package let currency: String?
    /// Decimals of that currency.
    package let minorUnit: Int?
    /// Ledger rows in other currencies, which are left out.
    package let otherCurrencyCount: Int
    /// Buckets from this one on (from 1) are not over; `range.buckets.count + 1` where all are.
    package let firstOpenBucket: Int
    /// What every cell is compared with, in the order of the query.
    package let bases: [Base]
    /// Ordered: time ascending, the first metric descending, dimensions.
    package let rows: [Row]
    /// One row a bucket without members, where the query wants totals; computed from all cases of the filter.
    package let totals: [Row]
    /// The same without the grain, one row a combination, where the query wants trends (`with spark`).
    package let whole: Whole?
    /// What a reader should know besides, a line each.
    package let notes: [String]
    /// What was asked of the database for the cells.
    package let statements: [ReadStatement]

    /// One combination of members in one bucket.
    package struct Row: Sendable {
        /// From 1.
        package let bucket: Int
        /// Which combination of members it is of: a number that it has in every bucket, and no other has.
        let combination: Int
        /// One a dimension; none in a total.
        package var members: [Member]
        /// One a metric.
        package var cells: [Cell]
    }

    /// A value of a dimension.
    package struct Member: Sendable, Hashable {
        /// Nil is the segment of what has no value.
        package let text: String?
        /// Of an agent: the source the id belongs to.
        package var source: String?
        /// Of an agent: the name.
        package var name: String?

        /// Byte by byte, as PostgreSQL tells members apart.
        package static func == (left: Member, right: Member) -> Bool {
            left.text.map(ExactText.init) == right.text.map(ExactText.init)
                && left.source.map(ExactText.init) == right.source.map(ExactText.init)
                && left.name.map(ExactText.init) == right.name.map(ExactText.init)
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(text.map(ExactText.init))
            hasher.combine(source.map(ExactText.init))
            hasher.combine(name.map(ExactText.init))
        }
    }

    /// What a metric has in a row.
    package struct Cell: Sendable, Hashable {
        /// Number of cases.
        package var n: Int
        /// In the KPI's unit: seconds, percent, points; nil where there is none or it is withheld.
        package var value: Double?
        /// Whether the value is a percentile from a rollup, and may be off by 1 %.
        package var isApproximate = false
        /// The ends of the 95 % interval, where asked for and defined.
        package var lower: Double?
        package var upper: Double?
        /// Percent of the total, where asked for; nil where the total is zero.
        package var share: Double?
        /// One for each of the answer's bases.
        package var comparisons: [Comparison] = []

        /// Fewer than 30 cases.
        package var isLowN: Bool { n < 30 }
    }

    /// What stands behind the words `vs` and `with change`.
    package struct Base: Sendable, Hashable {
        /// `_previous`, `_last_month`; nil where only the change is shown.
        package let suffix: String?
        /// As the query words it: `previous`, `same month last year`.
        package let title: String
        /// Whether it is the KPI's target.
        package let isTarget: Bool
        /// What it is of the range; nil for targets, which have no range.
        package var range: BaseRange?
        /// What the one total of all buckets is compared with, where that is not the same dates.
        package var rangeOfTotal: BaseRange?
    }

    /// A range as one bucket: the rows behind a line that shows a course.
    package struct Whole: Sendable {
        package let rows: [Row]
        package let totals: [Row]
        /// What every cell is compared with: of the range as one bucket.
        package let bases: [Base]
        /// Each metric's values over the buckets, by combination of members (without names).
        package let courses: [[Member]: [[Double?]]]
    }

    /// A statement, with its values written into it, and what it is there for.
    package struct ReadStatement: Sendable {
        package let title: String
        let statement: Statement
        /// The relations it reads, and why these.
        package let relations: [String]
        package let reason: String

        /// The statement with its values, to be run elsewhere.
        package var sql: String { statement.withLiterals }
    }
}

extension Answer {
    /// A cell's base and how far the cell is from it.
    package struct Comparison: Sendable, Hashable {
        /// In the metric's unit; nil where there is none.
        package let base: Double?
        /// (value − base) ÷ |base|, in percent; nil where either is missing or the base is zero.
        package let change: Double?
        /// Whether the base is a percentile from a rollup, and may be off by 1 %.
        package let isApproximate: Bool

        init(of value: Double?, with base: Double?, isApproximate: Bool = false) {
            self.base = base
            self.isApproximate = isApproximate
            if let value, let base, base != 0 {
                change = 100 * (value - base) / base.magnitude
            } else {
                change = nil
            }
        }
    }
}

extension Answer.Member {
    /// Without the name, which is looked up for rows that are shown.
    package var withoutName: Answer.Member { Answer.Member(text: text, source: source) }

    /// No value; in a total it stands for all of them.
    package static var none: Answer.Member { Answer.Member(text: nil) }
}
