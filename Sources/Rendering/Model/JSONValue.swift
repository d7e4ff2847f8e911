/// A JSON value with its members in their order, for what is small and has a shape of its own; rows have their sinks.
package enum JSONValue {
    case value(Cell)
    case array([JSONValue])
    case object([Member])

    package typealias Member = (name: String, value: JSONValue)

    package static let null = JSONValue.value(.null)

    package static func text(_ text: String?) -> JSONValue { text.map { .value(.text($0)) } ?? .null }
    package static func integer(_ value: (some BinaryInteger)?) -> JSONValue {
        value.map { .value(.integer(Int($0))) } ?? .null
    }
    package static func double(_ value: Double?) -> JSONValue { value.map { .value(.double($0)) } ?? .null }
    package static func boolean(_ value: Bool) -> JSONValue { .value(.boolean(value)) }

    /// Seconds with three decimals.
    package static func seconds(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .value(.decimal(NumberText.fixed(value, decimals: 3, isGrouped: false)))
    }

    /// On one line, without its end.
    package var line: String {
        let output = Output()
        output.write(json: self)
        return output.contents
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { ($0.0, $0.1) })
    }
}

extension Output {
    /// Adds a JSON value on the line.
    package func write(json value: JSONValue) {
        switch value {
        case .value(let cell): write(json: cell)
        case .array(let elements):
            write("[")
            for (position, element) in elements.enumerated() {
                if position > 0 { write(", ") }
                write(json: element)
            }
            write("]")
        case .object(let members):
            write("{")
            for (position, member) in members.enumerated() {
                if position > 0 { write(", ") }
                write(jsonString: member.name)
                write(": ")
                write(json: member.value)
            }
            write("}")
        }
    }
}
