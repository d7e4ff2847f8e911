/// Letters that stand for a text: each begins a word of it that is near, or goes on where the one before it stands.
enum Abbreviation {
    /// The most that may be left out between two letters.
    private static let longestGap = 16

    /// Where the letters stand; nil where the text is not abbreviated by them.
    static func places<Element: Equatable>(
        of letters: [[Element]], in text: [Element], isWordPart: (Element) -> Bool
    ) -> [Range<Int>]? {
        guard let first = letters.first else { return nil }
        func stands(_ letter: [Element], at place: Int) -> Bool {
            place + letter.count <= text.count
                && text[place..<(place + letter.count)].elementsEqual(letter)
        }
        func beginsWord(_ place: Int) -> Bool {
            isWordPart(text[place]) && (place == 0 || !isWordPart(text[place - 1]))
        }
        // All ways to place the letters so far, by where they end: the nearest next letter need not be the right one.
        var ways: [Int: [Range<Int>]] = [:]
        for place in text.indices where stands(first, at: place) && beginsWord(place) {
            ways[place + first.count] = [place..<(place + first.count)]
        }
        for letter in letters.dropFirst() {
            var next: [Int: [Range<Int>]] = [:]
            for (end, way) in ways.sorted(by: { $0.key < $1.key }) {
                for place in end..<min(end + longestGap, max(end, text.count))
                where stands(letter, at: place) && (place == end || beginsWord(place)) {
                    if next[place + letter.count] == nil {
                        next[place + letter.count] = way + [place..<(place + letter.count)]
                    }
                }
            }
            ways = next
            if ways.isEmpty { return nil }
        }
        return ways.min { $0.key < $1.key }?.value
    }
}
