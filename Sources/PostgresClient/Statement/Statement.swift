/// SQL text with its parameters kept apart: `"… where ticket_id = \(id)"` sends `$1`, never the value in the text.
///
/// The server infers a parameter's type from where it stands; where it cannot, write a cast: `\(name)::text`.
/// Statements that are no queries (`create`, `comment`, `copy`) take no parameters: there, `\(literal: text)`.
/// A statement built this way can be part of another, and its parameters are numbered anew there.
package struct Statement: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The text, with `$1`, `$2` … for the parameters.
    package let sql: String
    /// The parameters' values in PostgreSQL's text form; nil is null.
    package let parameters: [String?]
    /// The text between the parameters, one more than these; nil where their places are not known.
    private let pieces: [String]?

    /// Takes SQL text as it is, never with anything in it that a user or a file provided.
    package init(trusted sql: String, parameters: [String?] = []) {
        self.sql = sql
        self.parameters = parameters
        pieces = parameters.isEmpty ? [sql] : nil
    }

    /// Takes a literal of the source code.
    package init(stringLiteral sql: String) {
        self.init(trusted: sql)
    }

    /// Takes an interpolated literal of the source code.
    package init(stringInterpolation: Interpolation) {
        self.init(pieces: stringInterpolation.pieces, parameters: stringInterpolation.parameters)
    }

    private init(pieces: [String], parameters: [String?]) {
        self.parameters = parameters
        self.pieces = pieces
        sql = pieces.dropFirst().enumerated().reduce(into: pieces[0]) { sql, piece in
            sql += "$\(piece.offset + 1)" + piece.element
        }
    }

    /// Statements one after the other, with a text between them: conditions, columns, rows.
    package static func joined(_ parts: some Sequence<Statement>, separator: String) -> Statement {
        var interpolation = Interpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, part) in parts.enumerated() {
            if index > 0 { interpolation.appendLiteral(separator) }
            interpolation.appendInterpolation(part)
        }
        return Statement(stringInterpolation: interpolation)
    }

    /// Whether the text and the parameters are the same, however they were put together.
    package static func == (left: Statement, right: Statement) -> Bool {
        left.sql == right.sql && left.parameters == right.parameters
    }

    /// Feeds the text and the parameters.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(sql)
        hasher.combine(parameters)
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
        fileprivate var pieces = [""]
        fileprivate var parameters: [String?] = []

        /// Called by the compiler.
        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount + 1)
            parameters.reserveCapacity(interpolationCount)
        }

        /// Adds text of the source code.
        package mutating func appendLiteral(_ literal: String) {
            append(literal)
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
            append(names.map { Quoting.identifier($0) }.joined(separator: "."))
        }

        /// Adds a text as a quoted constant, for statements that take no parameters.
        package mutating func appendInterpolation(literal text: String) {
            append(Quoting.literal(text))
        }

        /// Adds SQL text as it is, never with anything in it that a user or a file provided.
        package mutating func appendInterpolation(trusted sql: String) {
            append(sql)
        }

        /// Adds another statement, with its parameters.
        ///
        /// Not one with a text that has `$1`, `$2` … in places of its own: that was made with
        /// `init(trusted:parameters:)`.
        package mutating func appendInterpolation(_ statement: Statement) {
            guard let added = statement.pieces else {
                preconditionFailure("the places of the parameters are not known: \(statement.sql)")
            }
            append(added[0])
            pieces += added.dropFirst()
            parameters += statement.parameters
        }

        private mutating func append(_ text: String) {
            pieces[pieces.count - 1] += text
        }

        private mutating func bind(_ text: String?) {
            parameters.append(text)
            pieces.append("")
        }
    }
}
