/// The period that cases are looked for in, and what "now" is.
struct Moment {
    let period: Period
    let asOf: Instant

    /// Half-open: what happens at the end belongs to the next period.
    func contains(_ instant: Instant) -> Bool {
        period.part.start <= instant && instant < period.part.end
    }

    /// When the snapshot is taken: at the end of the period's part, or as of now where that is not over.
    ///
    /// AMBIGUOUS: whether a snapshot as of now holds what happens at that very instant. Reading: "a
    /// snapshot is what has happened before the end", and now is its end. A period that has not begun is
    /// not over either: its snapshot is now's.
    var snapshot: Instant { min(period.part.end, asOf) }
}
