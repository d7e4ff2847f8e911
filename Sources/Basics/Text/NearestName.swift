/// Finds the name somebody meant.
package enum NearestName {
    /// The candidate fewest slips away from what was typed; `nil` where all are too far to be meant.
    ///
    /// A slip is a letter too many, missing, wrong, or swapped with its neighbour (optimal string
    /// alignment). One in three letters may be wrong. Case does not count. Of equals the first wins.
    package static func of(_ typed: String, among candidates: [String]) -> String? {
        let wanted = Array(typed.lowercased())
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased())
            let limit = min(max(1, max(wanted.count, letters.count) / 3), (best?.distance ?? .max) - 1)
            guard abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters)
            // One letter for another of two or three is another name, not a slip.
            guard distance <= limit, distance < wanted.count else { continue }
            best = (candidate, distance)
            if distance == 0 { break }
        }
        return best?.name
    }

    /// The candidate that was mistyped, else the one that was begun; `nil` where that could be none or several.
    package static func meant(by typed: String, among candidates: [String]) -> String? {
        of(typed, among: candidates) ?? begun(typed, among: candidates)
    }

    private static func begun(_ typed: String, among candidates: [String]) -> String? {
        let wanted = typed.lowercased()
        guard wanted.count >= 2 else { return nil }
        let found = candidates.filter { $0.lowercased().hasPrefix(wanted) }
        return Set(found).count == 1 ? found[0] : nil
    }

    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
