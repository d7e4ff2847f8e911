/// Finds entries by parts of them: those that contain the query, then those that contain its words; where there are
/// none, those of which it is an abbreviation, or else those that have its words with letters left out.
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
        var exact: [String] = []
        var byWords: [String] = []
        for entry in entries {
            if Self.find(whole, in: entry.folded) != nil {
                exact.append(entry.text)
            } else if !words.isEmpty, words.allSatisfy({ Self.find($0, in: entry.folded) != nil }) {
                byWords.append(entry.text)
            }
        }
        guard exact.isEmpty, byWords.isEmpty else { return exact + byWords }
        let letters = folded.unicodeScalars.filter { $0 != " " }.map { Array(String($0).utf8) }
        let abbreviated = entries.filter {
            Abbreviation.places(of: letters, in: $0.folded, isWordPart: Self.isWordPart) != nil
        }
        let found =
            abbreviated.isEmpty
            ? entries.filter {
                Self.places(ofShortened: words, in: $0.folded, isWordPart: Self.isWordPart) != nil
            } : abbreviated
        return found.map(\.text)
    }

    /// Where each word's letters stand in one word that begins with its first: `slct` in `select`.
    private static func places<Element: Equatable>(
        ofShortened words: [[Element]], in whole: [Element], isWordPart: (Element) -> Bool
    ) -> [Range<Int>]? {
        var places: [Range<Int>] = []
        for word in words {
            let starts = whole.indices.filter {
                isWordPart(whole[$0]) && ($0 == 0 || !isWordPart(whole[$0 - 1]))
            }
            var found: [Range<Int>]?
            for start in starts where found == nil {
                var left = word[...]
                var letters: [Range<Int>] = []
                for place in whole[start...].indices {
                    guard isWordPart(whole[place]), let next = left.first else { break }
                    if whole[place] == next {
                        letters.append(place..<(place + 1))
                        left = left.dropFirst()
                    } else if place == start {
                        break
                    }
                }
                if left.isEmpty { found = letters }
            }
            guard let found else { return nil }
            places += found
        }
        return places
    }

    /// The characters of an entry that a query is found in, for the eye.
    static func highlights(of query: String, in entry: [Character]) -> [Range<Int>] {
        let folded = entry.map { $0.lowercased() }
        let wanted = query.lowercased().map { String($0) }
        guard !wanted.isEmpty else { return [] }
        if let range = find(wanted, in: folded) { return [range] }
        let words = wanted.split(separator: " ").map(Array.init)
        let found = words.compactMap { find($0, in: folded) }
        if !words.isEmpty, found.count == words.count { return found }
        let letters = wanted.filter { $0 != " " }.map { [$0] }
        let isWordPart = { (letter: String) in
            letter.first?.isLetter == true || letter.first?.isNumber == true
        }
        return Abbreviation.places(of: letters, in: folded, isWordPart: isWordPart)
            ?? places(ofShortened: words, in: folded, isWordPart: isWordPart) ?? []
    }

    private static func find<Element: Equatable>(
        _ part: [Element], in whole: [Element]
    ) -> Range<Int>? {
        guard let first = part.first else { return nil }
        var position = 0
        while position + part.count <= whole.count {
            if whole[position] == first, whole[position..<(position + part.count)].elementsEqual(part) {
                return position..<(position + part.count)
            }
            position += 1
        }
        return nil
    }

    /// Whether a byte is of a letter or digit; of what is no ASCII, all are.
    private static func isWordPart(_ byte: UInt8) -> Bool {
        let character = Character(UnicodeScalar(byte))
        return byte >= 0x80 || character.isLetter || character.isNumber
    }
}
