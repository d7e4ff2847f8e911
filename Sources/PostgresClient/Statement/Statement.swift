/// SQL text with its parameters kept apart: `"… where ticket_id = \(id)"` sends `$1`, never the value in the text.
///
/// The server infers a parameter's type from where it stands; where it cannot, write a cast: `\(name)::text`.
/// Statements that are no queries (`create`, `comment`, `copy`) take no parameters: there, `\(literal: text)`.
package struct Statement: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The text, with `$1`, `$2` … for the parameters.
    package let sql: String
    /// The parameters' values in PostgreSQL's text form; nil is null.
    package let parameters: [String?]

    /// Takes SQL text as it is, never with anything in it that a user or a file provided.
    package init(trusted sql: String, parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
    }

    /// Takes a literal of the source code.
    package init(stringLiteral sql: String) {
        self.init(trusted: sql)
    }

    /// Takes an interpolated literal of the source code.
    package init(stringInterpolation: Interpolation) {
        self.init(trusted: stringInterpolation.sql, parameters: stringInterpolation.parameters)
    }

    /// Refuses what C strings would cut off: the rest of a statement after a NUL would silently be missing.
    func checkSendable() throws(PostgresError) {
        if sql.utf8.contains(0) { throw .unsendable("the statement contains a NUL character") }
        for (index, parameter) in parameters.enumerated() where parameter?.utf8.contains(0) == true {
            throw .unsendable(
                "parameter $\(index + 1) contains a NUL character, which PostgreSQL's text cannot hold")
        }
        if parameters.count > 65_535 {
            throw .unsendable("\(parameters.count) parameters: a statement takes at most 65535")
        }
    }
}

extension Statement {
    /// What `"… \(value) …"` builds up.
    package struct Interpolation: StringInterpolationProtocol {
        var sql = ""
        var parameters: [String?] = []

        /// Called by the compiler.
        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + 4 * interpolationCount)
            parameters.reserveCapacity(interpolationCount)
        }

        /// Adds text of the source code.
        package mutating func appendLiteral(_ literal: String) {
            sql += literal
        }

        /// Adds a parameter.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            bind(value.postgresText)
        }

        /// Adds a parameter that may be null.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            bind(value?.postgresText)
        }

        /// Adds a name, quoted, so that `\(identifier: "order")` is `"order"`; several names are joined by dots.
        package mutating func appendInterpolation(identifier names: String...) {
            sql += names.map { Quoting.identifier($0) }.joined(separator: ".")
        }

        /// Adds a text as a quoted constant, for statements that take no parameters.
        package mutating func appendInterpolation(literal text: String) {
            sql += Quoting.literal(text)
        }

        /// Adds SQL text as it is, never with anything in it that a user or a file provided.
        package mutating func appendInterpolation(trusted sql: String) {
            self.sql += sql
        }

        private mutating func bind(_ text: String?) {
            parameters.append(text)
            sql += "$\(parameters.count)"
        }
    }
}
