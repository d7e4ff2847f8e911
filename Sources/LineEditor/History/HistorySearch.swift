/// Finds entries by parts of them: those that contain the query first, then those that contain its words, then those
/// that contain its letters in that order.
///
/// Case does not matter. Among equals the newest comes first.
struct HistorySearch {
    private struct Entry {
        let text: String
        let folded: [UInt8]
    }

    /// Newest first, each once.
    private let entries: [Entry]

    init(_ history: [String]) {
        var seen: Set<String> = []
        entries = history.reversed().filter { seen.insert($0).inserted }
            .map { Entry(text: $0, folded: Array($0.lowercased().utf8)) }
    }

    /// The entries that match, best first; all of them for an empty query.
    func matches(_ query: String) -> [String] {
        let folded = query.lowercased()
        let whole = Array(folded.utf8)
        guard !whole.isEmpty else { return entries.map(\.text) }
        let words = folded.split(separator: " ").map { Array($0.utf8) }
        let letters = folded.unicodeScalars.filter { $0 != " " }.map { Array(String($0).utf8) }
        var exact: [String] = []
        var byWords: [String] = []
        var byLetters: [(text: String, spread: Int)] = []
        for entry in entries {
            if Self.find(whole, in: entry.folded, from: 0) != nil {
                exact.append(entry.text)
            } else if !words.isEmpty, words.allSatisfy({ Self.find($0, in: entry.folded, from: 0) != nil }) {
                byWords.append(entry.text)
            } else if let spread = Self.spread(of: letters, in: entry.folded) {
                byLetters.append((entry.text, spread))
            }
        }
        // Letters that stand together are what was meant sooner than letters strewn over a long query.
        let ranked = byLetters.enumerated().sorted { left, right in
            (left.element.spread, left.offset) < (right.element.spread, right.offset)
        }
        return exact + byWords + ranked.map(\.element.text)
    }

    /// The characters of an entry that a query is found in, for the eye.
    static func highlights(of query: String, in entry: [Character]) -> [Range<Int>] {
        let folded = entry.map { $0.lowercased() }
        let wanted = query.lowercased().map { String($0) }
        guard !wanted.isEmpty else { return [] }
        if let range = find(wanted, in: folded, from: 0) { return [range] }
        let words = wanted.split(separator: " ").map(Array.init)
        let found = words.compactMap { find($0, in: folded, from: 0) }
        if !words.isEmpty, found.count == words.count { return found }
        var ranges: [Range<Int>] = []
        var position = 0
        for letter in wanted where letter != " " {
            guard let index = folded[position...].firstIndex(of: letter) else { return [] }
            ranges.append(index..<(index + 1))
            position = index + 1
        }
        return ranges
    }

    private static func find<Element: Equatable>(
        _ part: [Element], in whole: [Element], from start: Int
    ) -> Range<Int>? {
        guard let first = part.first else { return nil }
        var position = start
        while position + part.count <= whole.count {
            if whole[position] == first, whole[position..<(position + part.count)].elementsEqual(part) {
                return position..<(position + part.count)
            }
            position += 1
        }
        return nil
    }

    /// Over how many bytes the letters are spread, from the first one's first place; nil when one is missing.
    private static func spread(of letters: [[UInt8]], in whole: [UInt8]) -> Int? {
        var position = 0
        var start: Int?
        for letter in letters {
            guard let found = find(letter, in: whole, from: position) else { return nil }
            start = start ?? found.lowerBound
            position = found.upperBound
        }
        return start.map { position - $0 }
    }
}
