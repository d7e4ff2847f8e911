/// A prompt that was copied along with what was typed behind it: `deskhouse> `, psql's `name=# `.
struct PastedPrompt {
    /// Characters up to the text.
    let width: Int
    private let name: [Character]

    /// The prompt that a line begins with; nil where it begins with none.
    init?(_ line: [Character]) {
        name = Array(line.prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) })
        var rest = line.dropFirst(name.count)
        if String(name) == "deskhouse" {
            if rest.starts(with: " write") { rest = rest.dropFirst(6) }
            while let mark = rest.first, "*!@".contains(mark) { rest = rest.dropFirst() }
        }
        // No statement begins with a name and `=>` or `=#`.
        let isOurs = String(name) == "deskhouse" && rest.starts(with: "> ")
        guard !name.isEmpty, isOurs || Self.isSign(rest, after: ["="]) else { return nil }
        width = rest.startIndex + (rest.firstIndex(of: " ").map { $0 - rest.startIndex } ?? rest.count)
    }

    /// How far the prompt of a further row of the same text goes; nil where the row has none.
    func continuationWidth(in line: [Character]) -> Int? {
        for mark in width > 1 ? [" ", "(", "\\"] : [] {
            if line.starts(with: String(repeating: " ", count: width - 2) + mark + "> ") { return width }
        }
        let rest = line.dropFirst(name.count)
        guard line.starts(with: name), Self.isSign(rest, after: ["-", "(", "*"]) else { return nil }
        return name.count + (rest.firstIndex(of: " ").map { $0 - rest.startIndex } ?? rest.count)
    }

    /// `=> `, `=# `, `=*# ` …: what psql ends its prompts with.
    private static func isSign(_ rest: ArraySlice<Character>, after first: Set<Character>) -> Bool {
        guard let sign = rest.first, first.contains(sign) else { return false }
        var rest = rest.dropFirst()
        if let mark = rest.first, "*!?".contains(mark) { rest = rest.dropFirst() }
        guard let last = rest.first, ">#".contains(last) else { return false }
        return rest.count == 1 || rest.dropFirst().first == " "
    }
}
