import PostgresClient

extension Warehouse {
    /// Sets the session up for SQL that a person types: notices are passed on, intervals read as `02:14:00`.
    package mutating func prepareForPeople() throws {
        try connection.executeScript("set client_min_messages = notice; set intervalstyle = postgres")
    }
}
