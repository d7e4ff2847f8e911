/// A value that a saved question leaves to its calls.
package struct Parameter: Hashable, Sendable {
    package var name: String
    /// What it stands for at each of its places, without repetition: a value must fit all of them.
    package var kinds: [Kind] = []
    /// What it is where a call does not say: one value, or several for a list of members.
    package var defaults: [Located<String>]?

    package init(name: String, kinds: [Kind] = [], defaults: [Located<String>]? = nil) {
        self.name = name
        self.kinds = kinds
        self.defaults = defaults
    }

    /// What a value is read as, by the place where the parameter stands.
    package enum Kind: Hashable, Sendable {
        case value(of: DimensionName)
        /// Of `like`.
        case pattern(of: DimensionName)
        /// Of `in (…)`: one value, or several.
        case members(of: DimensionName)
        /// A whole number from 1.
        case count
        case number
        /// Behind `in`: a period, or a range in its words.
        case range
        /// Behind `since`, `from` and `to`.
        case date
        /// Behind `vs`.
        case base
        case path
    }
}

extension Parameter.Kind {
    /// The dimension that it is a value of, or a pattern for.
    package var dimension: DimensionName? {
        switch self {
        case .value(let dimension), .pattern(let dimension), .members(let dimension): dimension
        case .count, .number, .range, .date, .base, .path: nil
        }
    }

    var isPattern: Bool {
        if case .pattern = self { true } else { false }
    }

    /// Whether several values may stand for it.
    var isList: Bool {
        if case .members = self { true } else { false }
    }

    /// Whether words of the language are values of it.
    var takesWords: Bool { [.range, .base, .path].contains(self) }

    /// What a person calls it.
    package var text: String {
        switch self {
        case .value(let dimension): "a value of \(dimension.name)"
        case .pattern(let dimension): "a pattern for \(dimension.name)"
        case .members(let dimension): "values of \(dimension.name)"
        case .count: "a whole number"
        case .number: "a number"
        case .range: "a period or range"
        case .date: "a day or period"
        case .base: "what to compare with"
        case .path: "a file"
        }
    }

    /// What may stand for it.
    func expected(in vocabulary: Vocabulary) -> [Expectation] {
        switch self {
        case .value(let dimension), .members(let dimension):
            [.value(of: dimension, vocabulary.values(dimension).few)]
        case .pattern: []
        case .count, .number: [.number]
        case .range: [.period] + Keyword.ranges.map { .word($0) }
        case .date: [.date]
        case .base: ["previous", "same", "target"].map { .word($0) } + [.period]
        case .path: [.path]
        }
    }
}

extension Parameter: CustomStringConvertible {
    /// As a list of saved questions shows it: `period: a period or range, default 'last month'`.
    package var description: String {
        kinds.isEmpty ? name + wanted : "\(name): \(wanted)"
    }

    /// What a call is to give: `a period or range, default 'last month'`.
    package var wanted: String {
        kinds.map(\.text).joined(separator: " and ") + (defaultText.map { ", default \($0)" } ?? "")
    }

    /// How a call gives it: `channel=…`, in brackets where it may be left out.
    package var callText: String {
        defaultText.map { "[\(name)=\($0)]" } ?? "\(name)=…"
    }

    /// In quotes where it is not one plain word.
    static func written(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        return isPlain ? value : quotedValue(value)
    }

    private var defaultText: String? {
        defaults.map { values in
            let text = values.map { Self.written($0.value) }.joined(separator: ", ")
            return values.count == 1 ? text : "(\(text))"
        }
    }
}
