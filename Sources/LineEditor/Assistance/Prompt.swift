/// What stands before the text.
package struct Prompt: Sendable, Hashable {
    /// Text of one style.
    package struct Part: Sendable, Hashable {
        package var text: String
        package var style: TextStyle

        package init(_ text: String, _ style: TextStyle = .plain) {
            self.text = text
            self.style = style
        }
    }

    package var parts: [Part]

    package init(_ parts: [Part]) {
        self.parts = parts
    }

    package init(_ text: String, _ style: TextStyle = .plain) {
        self.init([Part(text, style)])
    }

    /// With a sign in the place of the blank before its last sign, so that it stays as wide as it is.
    func marked(_ mark: Character?) -> Prompt {
        guard let mark else { return self }
        for (index, part) in parts.enumerated().reversed() {
            var characters = Array(part.text)
            guard let sign = characters.lastIndex(where: { $0 != " " }) else { continue }
            guard sign > 0, characters[sign - 1] == " " else { return self }
            characters[sign - 1] = mark
            var marked = self
            marked.parts[index].text = String(characters)
            return marked
        }
        return self
    }

    /// With another last sign.
    func ending(in sign: Character) -> Prompt {
        var other = self
        for (index, part) in parts.enumerated().reversed() {
            var characters = Array(part.text)
            guard let last = characters.lastIndex(where: { $0 != " " }) else { continue }
            characters[last] = sign
            other.parts[index].text = String(characters)
            break
        }
        return other
    }

    /// The words without their styles.
    var text: String { parts.map(\.text).joined() }
}
