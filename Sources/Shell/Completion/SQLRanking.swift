import LineEditor

/// The order of candidates by what was typed of them.
enum SQLRanking {
    /// Those that begin as was typed, then those with a part that does, then those that contain it; others in between,
    /// which have to begin so.
    static func ranked(_ list: [Candidate], by typed: String, then others: [Candidate] = []) -> [Candidate] {
        guard !typed.isEmpty else { return list + others }
        let wanted = typed.lowercased()
        var ranks: [[Candidate]] = [[], [], []]
        for candidate in list {
            let name = candidate.text.lowercased().filter { $0 != "\"" }
            if name.hasPrefix(wanted) {
                ranks[0].append(candidate)
            } else if name.split(whereSeparator: { "._ ".contains($0) }).contains(where: {
                $0.hasPrefix(wanted)
            })
                || name.split(separator: ".").contains(where: { $0.hasPrefix(wanted) })
            {
                ranks[1].append(candidate)
            } else if wanted.count > 2, name.contains(wanted) {
                ranks[2].append(candidate)
            }
        }
        ranks[0] += others.filter { $0.text.lowercased().hasPrefix(wanted) }
        return ranks.flatMap(\.self)
    }
}
