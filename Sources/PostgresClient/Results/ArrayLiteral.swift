/// An array as the server writes it: `{one,"two, too",NULL}`.
struct ArrayLiteral {
    /// The elements' texts; nil for null.
    let elements: [String?]

    /// Reads a literal of one dimension; nil if the text is none.
    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        // Where an array does not count from 1, its bounds come first: [2:3]={a,b}
        if rest.first == "[", let sign = rest.firstIndex(of: "=") { rest = rest[sign...].dropFirst() }
        guard rest.first == "{", rest.last == "}" else { return nil }
        rest = rest.dropFirst().dropLast()
        var elements: [String?] = []
        while !rest.isEmpty {
            guard let element = Self.takeElement(&rest) else { return nil }
            elements.append(element.text)
            guard let separator = rest.popFirst() else { break }
            // A separator has an element after it.
            guard separator == ",", !rest.isEmpty else { return nil }
        }
        self.elements = elements
    }

    private struct Element {
        let text: String?
    }

    /// Takes the element that the text begins with, up to the separator; nil if it is not well-formed.
    private static func takeElement(_ rest: inout Substring.UnicodeScalarView) -> Element? {
        var text = String.UnicodeScalarView()
        guard rest.first == "\"" else {
            while let scalar = rest.first, scalar != "," {
                guard scalar != "{", scalar != "}", scalar != "\"" else { return nil }
                text.append(scalar)
                rest.removeFirst()
            }
            guard !text.isEmpty else { return nil }
            return Element(text: String(text) == "NULL" ? nil : String(text))
        }
        rest.removeFirst()
        while let scalar = rest.popFirst() {
            if scalar == "\"" { return Element(text: String(text)) }
            if scalar == "\\" {
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            } else {
                text.append(scalar)
            }
        }
        return nil
    }
}
