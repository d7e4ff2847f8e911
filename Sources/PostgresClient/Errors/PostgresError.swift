/// Why something asked of PostgreSQL was not done.
package enum PostgresError: Error, Sendable, Hashable {
    /// There never was a session: wrong address, refused, no such database.
    case connectionFailed(String)
    /// There was a session, and it is gone: the server stopped, crashed or ended it, or the network failed.
    case connectionLost(String)
    /// The server refused a statement.
    case server(Diagnostic, statement: String)
    /// A value does not read as the type it was asked for; `text` is nil for null.
    case undecodable(column: String, type: String, text: String?)
    /// The text cannot be sent to a server, such as one with a NUL character; says which.
    case unsendable(String)
    /// A transaction was to be committed, but an error within it had been ignored, so the server rolled it back.
    case rolledBack
    /// The call does not fit the session's state or the statement, such as COPY where rows were asked for.
    case misused(String)
}

extension PostgresError {
    /// What the server reported, if it was the server that refused.
    package var diagnostic: Diagnostic? {
        guard case .server(let diagnostic, _) = self else { return nil }
        return diagnostic
    }

    /// The server's code, if it was the server that refused.
    package var sqlState: SQLState? { diagnostic?.sqlState }

    /// The same error of the text that a statement was made of; `position` finds its place there.
    package func moved(to text: String, position: (Int) -> Int) -> PostgresError {
        guard case .server(var diagnostic, _) = self else { return self }
        diagnostic.position = diagnostic.position.map(position)
        return .server(diagnostic, statement: text)
    }

    /// Whether a statement took longer than it may.
    package var isStatementTimeout: Bool {
        sqlState == .queryCanceled && diagnostic?.message.contains("statement timeout") == true
    }

    /// Whether the same transaction may succeed if it is simply repeated, after a new connection if this one is lost.
    package var isTransient: Bool {
        switch self {
        case .connectionLost:
            true
        case .server(let diagnostic, _):
            [.serializationFailure, .deadlockDetected, .cannotConnectNow].contains(diagnostic.sqlState)
        case .connectionFailed, .undecodable, .unsendable, .rolledBack, .misused:
            false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// All that helps to understand the error, in one or more lines; never a parameter's value.
    package var description: String {
        switch self {
        case .connectionFailed(let message):
            "cannot connect to PostgreSQL: \(message)"
        case .connectionLost(let message):
            "the connection to PostgreSQL was lost: \(message)"
        case .server(let diagnostic, let statement):
            diagnostic.description(within: statement)
        case .undecodable(let column, let type, nil):
            "column \"\(column)\" is null, and \(type) was asked for"
        case .undecodable(let column, let type, let text?):
            "column \"\(column)\" holds \"\(text.prefix(80))\", which does not read as \(type)"
        case .unsendable(let message), .misused(let message):
            message
        case .rolledBack:
            "the transaction was rolled back: a statement in it had failed, and the error was ignored"
        }
    }
}

extension PostgresError {
    /// The description, and whatever else the server said: which object is concerned, what raised the error.
    package var verboseDescription: String {
        guard let diagnostic else { return description }
        let more: [(String, String?)] = [
            ("SCHEMA", diagnostic.schema), ("TABLE", diagnostic.table), ("COLUMN", diagnostic.column),
            ("TYPE", diagnostic.dataType), ("CONSTRAINT", diagnostic.constraint),
            ("LOCATION", diagnostic.origin),
        ]
        return ([description] + more.compactMap { name, text in text.map { "\(name): \($0)" } })
            .joined(separator: "\n")
    }
}

extension Diagnostic {
    /// The report as psql prints it: severity, message and code, the line with a caret, detail, hint.
    func description(within statement: String) -> String {
        var lines = ["\(severity): \(message) (SQLSTATE \(sqlState.rawValue))"]
        if let position {
            lines += Excerpt(of: statement, at: position).lines
        } else if let internalQuery, let internalPosition {
            lines += Excerpt(of: internalQuery, at: internalPosition).lines
        }
        if let detail { lines.append("DETAIL: \(detail)") }
        if let hint { lines.append("HINT: \(hint)") }
        if let context { lines.append("CONTEXT: \(context)") }
        return lines.joined(separator: "\n")
    }
}
