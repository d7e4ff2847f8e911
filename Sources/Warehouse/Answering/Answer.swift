package import KPIQuery

/// The answer to a KPI query: cells by bucket and members, and what is to be said about all of them.
package struct Answer: Sendable {
    /// The question.
    package let query: Query
    /// As it was written.
    package let text: String
    package let range: TimeRange
    /// Reporting zone, IANA.
    package let timezone: String
    /// Now, or the instant of `--as-of`; ISO 8601 in UTC.
    package let asOf: String
    /// When the newest load was committed, ISO 8601 in UTC; nil before the first.
    package let dataAsOf: String?
    /// The definitions of the metrics, in the order of the query.
    package let definitions: [KPIDefinition]
    /// The relations that were read.
    package let answeredFrom: [String]
    /// Excluded tickets created in the range that match the filter.
    package let excluded: Int
    /// Rows that wait for their ticket.
    package let waiting: Int
    /// The currency of its amounts; nil where no metric is about money, or the ledger is empty.
    package let currency: String?
    /// Ledger rows in other currencies, which are left out.
    package let otherCurrencyCount: Int
    /// Buckets from this one on (from 1) are not over; `range.buckets.count + 1` where all are.
    package let firstOpenBucket: Int
    /// Ordered: time ascending, the first metric descending, dimensions.
    package let rows: [Row]
    /// The same without the grain, one row a combination, where the query wants trends (`with spark`).
    package var overall: [Row]?

    /// One combination of members in one bucket.
    package struct Row: Sendable {
        /// From 1.
        package let bucket: Int
        /// One a dimension.
        package let members: [Member]
        /// One a metric.
        package let cells: [Cell]
    }

    /// A value of a dimension.
    package struct Member: Sendable, Hashable {
        /// Nil is the segment of what has no value.
        package let text: String?
        /// Of an agent: the source the id belongs to.
        package var source: String?
        /// Of an agent: the name.
        package var name: String?
    }

    /// What a metric has in a row.
    package struct Cell: Sendable, Hashable {
        /// Number of cases.
        package var n: Int
        /// In the KPI's unit: seconds, percent, points; nil where there is none or it is withheld.
        package var value: Double?
        /// The ends of the 95 % interval, where asked for and defined.
        package var lower: Double?
        package var upper: Double?

        /// Fewer than 30 cases.
        package var isLowN: Bool { n < 30 }
    }
}
