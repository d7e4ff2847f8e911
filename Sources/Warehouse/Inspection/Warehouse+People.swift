import PostgresClient

extension Warehouse {
    /// Sets the session up for SQL that a person types: notices are passed on, intervals read as `02:14:00`.
    package mutating func prepareForPeople() throws {
        try connection.executeScript("set client_min_messages = notice")
        try writeIntervalsForPeople()
    }

    /// Has intervals read as `1 mon 02:14:00`.
    package mutating func writeIntervalsForPeople() throws {
        try connection.executeScript("set intervalstyle = postgres")
    }
}
