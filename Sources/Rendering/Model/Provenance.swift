/// Where an answer comes from: what every export carries, so that a number can be traced and asked again.
package struct Provenance: Sendable, Hashable {
    /// The line above the answer on screen, and the title of a page.
    package var headline: String?
    /// The question as it was asked: a KPI query or SQL.
    package var query: String
    /// The definition of each metric, by its key, in the order of the query.
    package var definitions: [Named] = []
    /// The first day of the range, `2026-01-01`; nil for SQL, which has no range.
    package var from: String?
    /// The last day of the range, inclusive.
    package var to: String?
    /// The zone of instants and days, by its IANA name: the reporting one; of SQL the session's.
    package var timeZone: String?
    /// The first day of the week, `monday`.
    package var weekStart: String?
    /// The currency amounts are in.
    package var currency: String?
    /// With which dates the range is compared, by the name of each base.
    package var comparedWith: [Named] = []
    /// Up to when the data reaches, as ISO 8601 text.
    package var dataAsOf: String?
    /// The instant that counts as now, as ISO 8601 text, where the question was asked of another.
    package var askedAsOf: String?
    /// The filters, as the query words them.
    package var filters: String?
    /// The relation that answered: `rollup.day_channel`.
    package var answeredFrom: String?
    /// Tickets created in the range that match the filter but are not reportable.
    package var excluded: Int?
    /// Rows that wait for their ticket.
    package var waiting: Int?
    /// Cases counted.
    package var cases: Int?
    /// The first bucket that is not over yet, as the period column writes it; it and later ones are marked.
    package var openFrom: String?
    /// Buckets that the range cuts, as the period column writes them: no whole period, and marked.
    package var cutPeriods: Set<String> = []
    /// Anything else worth keeping, by name.
    package var extra: [Named] = []

    /// Provenance of a question; the rest is set where it is known.
    package init(query: String, timeZone: String? = nil) {
        self.query = query
        self.timeZone = timeZone
    }

    /// A text under a name.
    package struct Named: Sendable, Hashable {
        /// What it is.
        package let name: String
        /// What it says.
        package let text: String

        /// A text under a name.
        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }
}
