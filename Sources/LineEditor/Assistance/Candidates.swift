/// One thing that could be typed at a place.
package struct Candidate: Sendable, Hashable {
    /// What is put into the line.
    package var text: String
    /// What sort of thing it is, in a word; may be empty.
    package var kind: String
    /// A few words about it; may be empty.
    package var summary: String
    /// What follows once the candidate is chosen, such as a blank, unless it stands there already.
    package var suffix: String

    package init(_ text: String, kind: String = "", summary: String = "", suffix: String = "") {
        self.text = text
        self.kind = kind
        self.summary = summary
        self.suffix = suffix
    }

    /// Whether it goes on with what was typed, quotes and case aside.
    func begins(with typed: String) -> Bool {
        func plain(_ text: String) -> String { text.lowercased().filter { $0 != "'" && $0 != "\"" } }
        return plain(text).hasPrefix(plain(typed))
    }
}

/// What could be typed at a place of the text, best first.
package struct Candidates: Sendable, Hashable {
    /// The characters a candidate replaces.
    package var range: Range<Int>
    package var list: [Candidate]

    package init(replacing range: Range<Int>, _ list: [Candidate]) {
        self.range = range
        self.list = list
    }

    /// The beginning that all candidates share.
    var commonPrefix: String {
        guard var shared = list.first.map({ Array($0.text) }) else { return "" }
        for candidate in list.dropFirst() {
            shared = zip(shared, candidate.text).prefix { $0 == $1 }.map(\.0)
        }
        return String(shared)
    }
}
