import PostgresClient

/// SQL text that grows together with its bound values.
struct SQLBuilder {
    private(set) var parameters: [String?] = []

    /// Binds a value and returns its placeholder, cast to the type named.
    mutating func bind(_ value: String?, as type: String) -> String {
        parameters.append(value)
        return "$\(parameters.count)::\(type)"
    }

    /// Binds a list as one array value.
    mutating func bind(_ values: [String], as elementType: String) -> String {
        bind(values.postgresText, as: elementType + "[]")
    }

    /// The statement of `sql`, in which every placeholder bound here stands.
    func statement(_ sql: String) -> Statement {
        Statement(trusted: sql, parameters: parameters)
    }
}
