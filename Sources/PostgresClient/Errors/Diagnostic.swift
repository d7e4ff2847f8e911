import CLibPQ

/// What the server reports, as an error or as a notice.
///
/// The fields are those of the protocol's ErrorResponse and NoticeResponse messages. Optional ones are present
/// where they make sense for the condition. The corresponding C function is `PQresultErrorField`.
package struct Diagnostic: Sendable, Hashable {
    /// `ERROR`, `FATAL`, `PANIC`; or `WARNING`, `NOTICE`, `DEBUG`, `INFO`, `LOG`: never translated.
    package let severity: String
    /// Which condition it is.
    package let sqlState: SQLState
    /// What happened, in one line.
    package let message: String
    /// More about what happened.
    package let detail: String?
    /// What could be done about it.
    package let hint: String?
    /// Where in the statement, in characters from 1.
    package internal(set) var position: Int?
    /// Where in `internalQuery`, in characters from 1.
    package let internalPosition: Int?
    /// The statement that failed inside of a function, where it is not the one that was sent.
    package let internalQuery: String?
    /// The call stack inside of the server: functions, `COPY` lines.
    package let context: String?
    /// The schema of the object concerned.
    package let schema: String?
    /// The table concerned.
    package let table: String?
    /// The column concerned.
    package let column: String?
    /// The data type concerned.
    package let dataType: String?
    /// The constraint that was violated.
    package let constraint: String?
    /// The server's source file, line and function that raised it, such as `parse_relation.c:1392 parserOpenTable`.
    package let origin: String?
}

extension Diagnostic {
    /// The protocol's letters for the fields, which libpq has as macros that Swift cannot import.
    enum Field: Character {
        case severity = "S"
        case severityUntranslated = "V"
        case sqlState = "C"
        case message = "M"
        case detail = "D"
        case hint = "H"
        case position = "P"
        case internalPosition = "p"
        case internalQuery = "q"
        case context = "W"
        case schema = "s"
        case table = "t"
        case column = "c"
        case dataType = "d"
        case constraint = "n"
        case sourceFile = "F"
        case sourceLine = "L"
        case sourceFunction = "R"

        /// The field's text in a result that is an error or a notice; nil where it has none.
        func text(in result: OpaquePointer?) -> String? {
            rawValue.asciiValue
                .flatMap { PQresultErrorField(result, Int32($0)) }
                .map { String(cString: $0) }
        }
    }

    /// Reads the fields of a result that is an error or a notice.
    init(_ result: OpaquePointer) {
        func text(_ field: Field) -> String? { field.text(in: result) }
        severity = text(.severityUntranslated) ?? text(.severity) ?? "ERROR"
        sqlState = SQLState(rawValue: text(.sqlState) ?? "")
        // Errors that libpq itself raises have no fields, only a text.
        message = text(.message) ?? String(cString: PQresultErrorMessage(result)).droppingLastLineBreak()
        detail = text(.detail)
        hint = text(.hint)
        position = text(.position).flatMap { Int($0) }
        internalPosition = text(.internalPosition).flatMap { Int($0) }
        internalQuery = text(.internalQuery)
        context = text(.context)
        schema = text(.schema)
        table = text(.table)
        column = text(.column)
        dataType = text(.dataType)
        constraint = text(.constraint)
        origin = text(.sourceFile).map { file in
            "\(file):\(text(.sourceLine) ?? "?") \(text(.sourceFunction) ?? "?")"
        }
    }
}

extension String {
    /// The text without the line break that libpq ends its messages with.
    func droppingLastLineBreak() -> String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
