/// A value that can be a statement's parameter.
package protocol PostgresEncodable {
    /// The value in PostgreSQL's text form; nil is null.
    var postgresText: String? { get }
    /// The value as an element of an array literal such as `{"a","b"}`.
    var postgresArrayElement: String { get }
}

extension PostgresEncodable {
    /// The text in double quotes, or `NULL`.
    package var postgresArrayElement: String {
        guard let text = postgresText else { return "NULL" }
        let needsEscapes = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        guard needsEscapes else { return "\"" + text + "\"" }
        var quoted = String.UnicodeScalarView()
        quoted.append("\"")
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}

extension String: PostgresEncodable {
    /// The text itself.
    package var postgresText: String? { self }
}

extension Substring: PostgresEncodable {
    /// The text itself.
    package var postgresText: String? { String(self) }
}

extension Int: PostgresEncodable {
    /// Decimal digits.
    package var postgresText: String? { description }
}

extension Int64: PostgresEncodable {
    /// Decimal digits.
    package var postgresText: String? { description }
}

extension Double: PostgresEncodable {
    /// The shortest text that reads as the same number; `nan`, `inf` and `-inf` are what PostgreSQL reads, too.
    package var postgresText: String? { description }
}

extension Bool: PostgresEncodable {
    /// `true` or `false`.
    package var postgresText: String? { description }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// Null, or the value's text.
    package var postgresText: String? { self?.postgresText ?? nil }
    /// `NULL`, or the value's element.
    package var postgresArrayElement: String { self?.postgresArrayElement ?? "NULL" }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// An array literal: `{"a",NULL}`.
    package var postgresText: String? { postgresArrayElement }
    /// The literal without quotes: an array within an array is another dimension.
    package var postgresArrayElement: String {
        "{" + map(\.postgresArrayElement).joined(separator: ",") + "}"
    }
}
