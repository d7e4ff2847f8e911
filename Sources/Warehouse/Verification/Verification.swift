/// What `deskhouse verify` found: every check with its outcome.
package struct Verification: Sendable {
    /// The database's name, and where its server is.
    package let database: String
    /// When the newest load was committed, ISO 8601 in UTC; nil before the first.
    package let dataAsOf: String?
    /// In the order in which they ran.
    package let checks: [VerifiedCheck]

    /// Whether everything is as it must be.
    package var passed: Bool { checks.allSatisfy(\.passed) }
}

/// One check of a verification, and how it came out.
package struct VerifiedCheck: Sendable, Hashable {
    /// `rollup`, `histogram`, `months`, `segments` …; of a file in `sql/verify` its name.
    package let name: String
    /// What was looked at: a KPI, a rollup, a table.
    package let subject: String
    /// What must hold, in a sentence or two.
    package let meaning: String
    /// How many pairs of cells, rows or sums were compared.
    package let comparedCount: Int
    /// How many of them differ.
    package let differentCount: Int
    /// The first of those, by day, then segment.
    package let firstDifference: Difference?
    /// How long it took; the same question to the same rollup is asked once.
    package let seconds: Double

    package var passed: Bool { differentCount == 0 }

    /// Two numbers that should be one.
    package struct Difference: Sendable, Hashable {
        /// The day, the month (its first day), the ticket or the row.
        package let place: String
        /// `total`, `channel chat`; empty where there are no segments.
        package let segment: String
        /// Which number of the place: the rollup's column, a sum in words.
        package let number: String
        /// What it should be, and where that is from.
        package let expected: Side
        /// What it is, and where that was found.
        package let found: Side
    }

    /// A number, and where it is from: `rows`, `rollup`.
    package struct Side: Sendable, Hashable {
        package let origin: String
        package let value: String
    }
}
