/// What stands before the text.
package struct Prompt: Sendable, Hashable, ExpressibleByStringLiteral {
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

    package init(stringLiteral text: String) {
        self.init(text)
    }

    /// The words without their styles.
    var text: String { parts.map(\.text).joined() }
}
