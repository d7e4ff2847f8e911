/// Finds the bracket that belongs to the one at the cursor.
enum Brackets {
    private static let closing: [Character: Character] = ["(": ")", "[": "]", "{": "}"]
    private static let opening: [Character: Character] = [")": "(", "]": "[", "}": "{"]

    /// The places of both brackets; nil where there is none at the cursor or before it, or it has no partner.
    static func pair(in text: [Character], at cursor: Int, isLiteral: [Bool]) -> [Int]? {
        // The one just typed is before the cursor: it comes first.
        for place in [cursor - 1, cursor] where text.indices.contains(place) && !isLiteral[place] {
            if let partner = partner(of: place, in: text, isLiteral: isLiteral) { return [place, partner] }
        }
        return nil
    }

    /// The place of the bracket that belongs to the one at a place; nil where there is none.
    static func partner(of place: Int, in text: [Character], isLiteral: [Bool]) -> Int? {
        let bracket = text[place]
        let isOpening = closing[bracket] != nil
        guard let wanted = closing[bracket] ?? opening[bracket] else { return nil }
        var depth = 0
        var index = place
        while text.indices.contains(index) {
            if !isLiteral[index] {
                if text[index] == bracket { depth += 1 }
                if text[index] == wanted { depth -= 1 }
                if depth == 0 { return index }
            }
            index += isOpening ? 1 : -1
        }
        return nil
    }
}
