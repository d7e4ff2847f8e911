/// A name in SQL with what qualifies it, `raw."two words"`; or a keyword.
package struct SQLName: Hashable, Sendable {
    /// As the server knows them: what stands in quotes, else in lower case.
    package private(set) var parts: [String]

    /// The name, where nothing qualifies it: it may be a keyword.
    package var word: String? { parts.count == 1 ? parts[0] : nil }

    /// The names and keywords of a text, in their order; comments and constants have none.
    package static func all(in text: String) -> [SQLName] {
        let characters = Array(text)
        let tokens = SQLScanner.tokens(of: characters[...]).filter { $0.kind != .comment }
        func isName(_ index: Int) -> Bool {
            index >= 0 && [.word, .quotedName].contains(tokens[index].kind)
        }
        var names: [SQLName] = []
        for index in tokens.indices where isName(index) {
            let part = String(characters[tokens[index].range]).asSQLName
            if isName(index - 2), characters[tokens[index - 1].range] == ["."] {
                names[names.count - 1].parts.append(part)
            } else {
                names.append(SQLName(parts: [part]))
            }
        }
        return names
    }

    /// The names that a text gives to what it selects: those behind `as`.
    package static func given(in text: String) -> Set<String> {
        let names = all(in: text)
        return Set(zip(names, names.dropFirst()).compactMap { $0.word == "as" ? $1.word : nil })
    }
}

extension String {
    /// The name that a written one stands for: without its quotes, else in lower case.
    package var asSQLName: String {
        guard first == "\"" else { return lowercased() }
        let inside = dropFirst()
        return String(inside.last == "\"" ? inside.dropLast() : inside).replacing("\"\"", with: "\"")
    }
}
