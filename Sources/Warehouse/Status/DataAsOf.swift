import PostgresClient

/// When the newest load was committed: how fresh the data is.
enum DataAsOf {
    /// As a select of one text, ISO 8601 in UTC; empty before the first load.
    static let sql = "select meta.utc_text(max(load.finished_at)) from meta.load"
}

extension Warehouse {
    /// When the newest load was committed, ISO 8601 in UTC.
    ///
    /// Nil before the first, within somebody's transaction, which asking could fail, and for a role that may not know.
    package mutating func dataAsOf() -> String? {
        guard connection.transactionStatus == .idle else { return nil }
        return try? connection.execute(Statement(trusted: DataAsOf.sql)).value(String?.self)
    }
}
