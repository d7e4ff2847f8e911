/// What a value may be kept under: a name that `:name` can be written for.
enum VariableName {
    /// Whether a text is one: letters, digits and underscores, no digit first.
    static func isOne(_ text: String) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Refuses what cannot be one.
    static func check(_ text: String) throws(ShellError) {
        guard !isOne(text) else { return }
        throw ShellError(
            "'\(text)' cannot be the name of a value: letters, digits and underscores, no digit first")
    }
}

extension ShellSession {
    /// Keeps a value under a name, or with nil forgets it; refuses what cannot be a name.
    func set(_ name: String, to value: String?) throws(ShellError) {
        try VariableName.check(name)
        variables[name] = value
    }
}
