/// How well a name fits what was typed.
enum CompletionMatch: Int, CaseIterable, Comparable {
    /// It begins so.
    case start
    /// One of its words begins so.
    case word
    case inside

    init?(of typed: String, in name: String) {
        guard !typed.isEmpty else {
            self = .start
            return
        }
        let typed = Array(typed.lowercased())
        let letters = Array(name.lowercased())
        guard letters.count >= typed.count else { return nil }
        var best: CompletionMatch?
        for place in 0...(letters.count - typed.count)
        where letters[place..<(place + typed.count)].elementsEqual(typed) {
            if place == 0 {
                self = .start
                return
            }
            let isWordStart = !letters[place - 1].isLetter && !letters[place - 1].isNumber
            if isWordStart { best = .word } else if best == nil { best = .inside }
        }
        guard let best else { return nil }
        self = best
    }

    static func < (left: CompletionMatch, right: CompletionMatch) -> Bool {
        left.rawValue < right.rawValue
    }
}
