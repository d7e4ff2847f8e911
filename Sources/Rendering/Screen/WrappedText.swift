import Basics

/// Text for people on a screen that has an edge: lines are broken at blanks, not in words.
package enum WrappedText {
    /// The text with every line that is too long broken; what follows is indented by so many columns.
    ///
    /// A line with a caret under it stays as it is, so that the caret still points.
    package static func of(_ text: String, width: Int?, indent: Int = 0) -> String {
        guard let width, width > indent + 8 else { return text }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.enumerated().map { number, line in
            let next = number + 1 < lines.count ? lines[number + 1] : ""
            let isPointedAt = next.contains("^") && next.allSatisfy { $0 == " " || $0 == "^" }
            return isPointedAt ? line : broken(line, width: width, indent: indent)
        }.joined(separator: "\n")
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
