import PostgresClient
import SQLScanning

extension Statement {
    /// The text with its values written into it as constants, so that it can be run elsewhere.
    var withLiterals: String {
        // Scalar by scalar, as the server reads: an accent does not hide the quote before it.
        let characters = sql.unicodeScalars.map { Character($0) }
        let tokens = SQLScanner.tokens(of: characters[...])
        var text = ""
        var end = 0
        for (sign, number) in zip(tokens, tokens.dropFirst())
        where characters[sign.range] == ["$"] && sign.range.upperBound == number.range.lowerBound {
            let digits = characters[number.range].prefix { ("0"..."9").contains($0) }
            guard let place = Int(String(digits)), parameters.indices.contains(place - 1) else { continue }
            text += String(characters[end..<sign.range.lowerBound])
            text += parameters[place - 1].map { Quoting.literal($0) } ?? "null"
            end = digits.endIndex
        }
        return text + String(characters[end...])
    }
}
