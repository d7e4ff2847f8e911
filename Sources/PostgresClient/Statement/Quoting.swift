/// How names and texts are written inside of SQL.
package enum Quoting {
    /// A name in double quotes, so that it means exactly this one, whatever it contains.
    package static func identifier(_ name: String) -> String {
        enclosed(name, in: "\"")
    }

    /// A text as a constant: in single quotes, or as an `E''` constant where it has backslashes.
    ///
    /// Both forms mean the same whatever `standard_conforming_strings` is.
    package static func literal(_ text: String) -> String {
        let quoted = enclosed(text, in: "'")
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return quoted }
        var escaped = ""
        for scalar in quoted.unicodeScalars {
            if scalar == "\\" { escaped.unicodeScalars.append(scalar) }
            escaped.unicodeScalars.append(scalar)
        }
        // The blank keeps the E apart from a word before it.
        return " E" + escaped
    }

    private static func enclosed(_ text: String, in quote: Unicode.Scalar) -> String {
        // By scalars: a quote followed by a combining mark is one Character, and not equal to the quote.
        var quoted = String.UnicodeScalarView()
        quoted.append(quote)
        for scalar in text.unicodeScalars {
            if scalar == quote { quoted.append(quote) }
            quoted.append(scalar)
        }
        quoted.append(quote)
        return String(quoted)
    }
}
