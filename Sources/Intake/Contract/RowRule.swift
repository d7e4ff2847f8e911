/// What must hold between the columns of one row, or the row is rejected.
enum RowRule: Sendable, Hashable {
    /// `later` is after `earlier`, where both are given.
    case after(later: String, earlier: String)
    /// `later` is not before `earlier`, where both are given.
    case notBefore(later: String, earlier: String)
    /// `later` is at most so many days after `earlier`: more is a mistyped date, which would be counted day by day.
    case within(days: Int64, later: String, earlier: String)
    /// The score lies on the scale that the row gives, or else on its kind's.
    case scoreOnScale
}
