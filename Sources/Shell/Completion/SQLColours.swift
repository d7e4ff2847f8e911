import LineEditor
import SQLScanning

/// Live colour of SQL.
enum SQLColours {
    /// The styles of a statement that begins at a place of the text.
    static func styles(of text: String, from start: Int) -> [StyledRange] {
        let characters = Array(text)
        var styles: [StyledRange] = []
        for token in SQLScanner.tokens(of: characters[...]) {
            let range = (start + token.range.lowerBound)..<(start + token.range.upperBound)
            switch token.kind {
            case .word:
                guard SQLKeywords.reserved.contains(String(characters[token.range]).lowercased()) else {
                    continue
                }
                styles.append(StyledRange(range, TextStyle(.blue, isBold: true)))
            case .number: styles.append(StyledRange(range, TextStyle(.magenta)))
            case .string: styles.append(StyledRange(range, TextStyle(.green), isLiteral: true))
            case .quotedName: styles.append(StyledRange(range, TextStyle(.cyan), isLiteral: true))
            case .comment: styles.append(StyledRange(range, TextStyle(isFaint: true), isLiteral: true))
            case .variable: styles.append(StyledRange(range, TextStyle(.yellow)))
            case .sign, .backslash: continue
            }
        }
        return styles
    }
}
