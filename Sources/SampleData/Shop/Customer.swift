/// A customer, as far as others depend on it.
struct Customer {
    let number: Int
    let segment: Segment?
    let country: StaticString?
    /// Nil for some old accounts.
    let joinedAt: Instant?
    let churnedAt: Instant?
}
