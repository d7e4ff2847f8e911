/// A type that a column's value can be read as.
package protocol PostgresDecodable {
    /// Reads the server's text form, nil for null; fails where it is none of this type.
    init?(postgresText: String?)
}

extension String: PostgresDecodable {
    /// Any text.
    package init?(postgresText: String?) {
        guard let postgresText else { return nil }
        self = postgresText
    }
}

extension Int: PostgresDecodable {
    /// A whole number.
    package init?(postgresText: String?) {
        guard let postgresText, let number = Int(postgresText) else { return nil }
        self = number
    }
}

extension Int64: PostgresDecodable {
    /// A whole number.
    package init?(postgresText: String?) {
        guard let postgresText, let number = Int64(postgresText) else { return nil }
        self = number
    }
}

extension Double: PostgresDecodable {
    /// Any number, `NaN` and the infinities included; more digits than it can hold are rounded.
    package init?(postgresText: String?) {
        guard let postgresText, let number = Double(postgresText) else { return nil }
        self = number
    }
}

extension Bool: PostgresDecodable {
    /// `t` or `f`.
    package init?(postgresText: String?) {
        switch postgresText {
        case "t": self = true
        case "f": self = false
        default: return nil
        }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Null, or what the wrapped type reads.
    package init?(postgresText: String?) {
        guard let postgresText else {
            self = .none
            return
        }
        guard let value = Wrapped(postgresText: postgresText) else { return nil }
        self = .some(value)
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// An array of one dimension, each of its elements being what the element type reads.
    package init?(postgresText: String?) {
        guard let literal = postgresText.flatMap({ ArrayLiteral($0) }) else { return nil }
        var values: [Element] = []
        for text in literal.elements {
            guard let value = Element(postgresText: text) else { return nil }
            values.append(value)
        }
        self = values
    }
}
