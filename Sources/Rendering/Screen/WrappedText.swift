import Basics

/// Text for people on a screen that has an edge: lines are broken at blanks, not in words.
package enum WrappedText {
    /// The text with every line that is too long broken; what follows is indented by so many columns.
    ///
    /// Of a line with a caret under it only what is around the caret is kept, so that it still points; with an ellipsis
    /// as the screen has one.
    package static func of(_ text: String, width: Int?, indent: Int = 0, unicode: Bool = true) -> String {
        guard let width, width > indent + 8 else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var number = 0
        while number < lines.count {
            let next = number + 1 < lines.count ? lines[number + 1] : ""
            if next.contains("^"), next.allSatisfy({ $0 == " " || $0 == "^" }) {
                (lines[number], lines[number + 1]) = around(
                    next, in: lines[number], width: width, ellipsis: unicode ? "…" : "...")
                number += 2
            } else {
                lines[number] = broken(lines[number], width: width, indent: indent)
                number += 1
            }
        }
        return lines.joined(separator: "\n")
    }

    /// As much of a line as there is room for around the carets below it, and these, moved along.
    private static func around(
        _ carets: String, in line: String, width: Int, ellipsis: String
    ) -> (String, String) {
        let whole = max(DisplayWidth.of(line), carets.count)
        guard whole > width else { return (line, carets) }
        let begin = carets.prefix { $0 == " " }.count
        // A third of the room for what is before, or more where little is behind.
        let start = max(0, min(begin - width / 3, whole + 1 - width))
        let gap = ellipsis.count
        var kept = start > 0 ? ellipsis : ""
        var column = 0
        for character in line {
            defer { column += DisplayWidth.of(character) }
            guard column >= (start > 0 ? start + gap : 0) else { continue }
            // A wide character that is cut in two leaves a blank.
            if start > 0, kept == ellipsis, column > start + gap { kept += " " }
            guard column + DisplayWidth.of(character) <= start + width - gap else {
                kept += ellipsis
                break
            }
            kept.append(character)
        }
        let length = min(carets.count - begin, start + width - begin)
        return (
            kept, String(repeating: " ", count: begin - start) + String(repeating: "^", count: max(1, length))
        )
    }

    private static func broken(_ line: String, width: Int, indent: Int) -> String {
        var result = ""
        var rest = Substring(line)
        var room = width
        while DisplayWidth.of(String(rest)) > room, let end = lastBlank(of: rest, within: room) {
            result += rest[..<end] + "\n" + String(repeating: " ", count: indent)
            rest = rest[end...].drop { $0 == " " }
            room = width - indent
        }
        return result + rest
    }

    /// The last blank behind a word that leaves what is before it short enough; else the first one there is.
    private static func lastBlank(of text: Substring, within width: Int) -> String.Index? {
        var found: String.Index?
        for place in text.indices.drop(while: { text[$0] == " " }) {
            guard text[place] == " " else { continue }
            if DisplayWidth.of(String(text[..<place])) > width { return found ?? place }
            found = place
        }
        return found
    }
}

extension String {
    /// How many lines it takes.
    var lineCount: Int { utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
}
