/// What PostgreSQL writes for `numeric`, `real` and `double precision`.
package enum DecimalText {
    /// Whether the text is a number that JSON can hold: not `NaN`, not `Infinity`, nothing else.
    package static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard takeDigits(&rest) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard takeDigits(&rest) else { return false }
        }
        if rest.first == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard takeDigits(&rest) else { return false }
        }
        return rest.isEmpty
    }

    /// The same number without zeros at the end of its fraction, and without a point that nothing follows.
    package static func trimmed(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: ".")), !text.utf8.contains(UInt8(ascii: "e")) else {
            return text
        }
        var rest = text[...]
        while rest.last == "0" { rest.removeLast() }
        if rest.last == "." { rest.removeLast() }
        return String(rest)
    }

    /// Takes the digits that the text begins with; false where there is none.
    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Bool {
        let before = rest.count
        rest = rest.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return rest.count < before
    }
}
