import Basics

extension DisplayWidth {
    /// The text as far as it fits, with an ellipsis where something was left out.
    package static func truncate(_ text: String, to width: Int, ellipsis: String) -> String {
        guard of(text) > width else { return text }
        // Where there is no room for the ellipsis there is none for one.
        let ellipsis = of(ellipsis) > width ? "" : ellipsis
        let room = width - of(ellipsis)
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = of(text[end])
            guard used + next <= room else { break }
            used += next
            end = text.index(after: end)
        }
        return text[..<end] + ellipsis
    }

    /// What a text may be broken into: words, and parts of `snake_case` names with the `_` behind them.
    static func words(of text: String) -> [String] {
        text.split(separator: " ", omittingEmptySubsequences: false).flatMap { word -> [String] in
            let parts = word.split(separator: "_", omittingEmptySubsequences: false)
            return parts.enumerated().map { $0 < parts.count - 1 ? $1 + "_" : String($1) }
        }
    }

    /// The text in lines no wider than `width`, broken at blanks, else behind a `_`, where there are any.
    static func wrap(_ text: String, to width: Int) -> [String] {
        guard of(text) > width, width > 0 else { return [text] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let wordWidth = of(word)
            if !lines.isEmpty || !line.isEmpty, used + 1 + wordWidth <= width, !line.isEmpty {
                line += " " + word
                used += 1 + wordWidth
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            used = 0
            for part in wordWidth > width ? words(of: word) : [word] {
                if used > 0, used + of(part) > width {
                    lines.append(line)
                    line = ""
                    used = 0
                }
                for character in part {
                    let next = of(character)
                    if used + next > width, !line.isEmpty {
                        lines.append(line)
                        line = ""
                        used = 0
                    }
                    line.append(character)
                    used += next
                }
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
