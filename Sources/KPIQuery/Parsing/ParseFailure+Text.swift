import Basics

extension ParseFailure: CustomStringConvertible {
    /// Message, nearest name and what may stand there, in one line.
    package var description: String {
        var text = message
        if let suggestion {
            text += "; did you mean \(suggestion.count == 1 ? "'\(suggestion)'" : suggestion)?"
        }
        let choices = Expectation.texts(expected)
        if !choices.isEmpty {
            text += suggestion == nil ? "; here may stand: " : " Here may stand: "
            text += choices.joined(separator: ", ")
        }
        return text
    }

    /// Three lines: the line of the text, a caret under every column at fault, and the description.
    ///
    /// Columns are counted as a terminal does: two for wide characters, one for a tab.
    package func caretText(in text: String) -> String {
        let characters = Array(text)
        let place = max(0, min(span.lower, characters.count))
        let start = characters[..<place].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
        let end = characters[place...].firstIndex(where: \.isNewline) ?? characters.count
        // What a terminal would act on has one column too, so that the caret still points.
        let line = characters[start..<end].map { character -> Character in
            let isControl = character.unicodeScalars.contains {
                $0.properties.generalCategory == .control || $0.properties.isBidiControl || $0 == "\u{FEFF}"
            }
            return character.isWhitespace ? " " : isControl ? "?" : character
        }
        let faultEnd = max(place, min(span.upper, end))
        let indent = DisplayWidth.of(String(line[..<(place - start)]))
        let width = DisplayWidth.of(String(line[(place - start)..<(faultEnd - start)]))
        return """
            \(String(line))
            \(String(repeating: " ", count: indent))\(String(repeating: "^", count: max(1, width)))
            \(description)
            """
    }
}
