import PostgresClient

extension Statement {
    /// The text with its values written into it as constants, so that it can be run elsewhere.
    var withLiterals: String {
        var text = String.UnicodeScalarView()
        var rest = sql.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "'", "\"":
                // What stands in quotes stays: a doubled quote ends one constant and begins another.
                text.append(scalar)
                while let inside = rest.popFirst() {
                    text.append(inside)
                    if inside == scalar { break }
                }
            case "$":
                let digits = rest.prefix { ("0"..."9").contains($0) }
                guard let number = Int(String(String.UnicodeScalarView(digits))),
                    parameters.indices.contains(number - 1)
                else {
                    text.append(scalar)
                    continue
                }
                rest.removeFirst(digits.count)
                let value = parameters[number - 1].map { Quoting.literal($0) } ?? "null"
                text.append(contentsOf: value.unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
