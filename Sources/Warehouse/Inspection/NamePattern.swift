/// A name as `\d` takes it: `ticket`, `core.*`, `fact.t*`; `*` stands for anything and `?` for a character.
package struct NamePattern: Sendable, Hashable {
    /// Patterns of `like`; nil where the text leaves it open.
    let schema: String?
    let name: String

    /// Reads the text; an empty one is every name.
    package init(_ text: String) {
        var parts = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "." where !isQuoted: parts.append("")
            case "*" where !isQuoted: parts[parts.count - 1] += "%"
            case "?" where !isQuoted: parts[parts.count - 1] += "_"
            case "_", "%", "\\": parts[parts.count - 1] += "\\\(character)"
            default: parts[parts.count - 1] += isQuoted ? String(character) : character.lowercased()
            }
        }
        let last = parts.removeLast()
        name = last.isEmpty ? "%" : last
        schema = parts.last.map { $0.isEmpty ? "%" : $0 }
    }
}
