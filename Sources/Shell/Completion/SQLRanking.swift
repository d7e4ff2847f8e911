import LineEditor

/// The order of candidates by what was typed of them.
enum SQLRanking {
    /// Those that begin as was typed, others that do, then those with a part that does, those that contain it, and what
    /// hardly fits.
    static func ranked(
        _ list: [Candidate], by typed: String, then others: [Candidate] = [], last: [Candidate] = []
    ) -> [Candidate] {
        guard !typed.isEmpty else { return list + others + last }
        let wanted = typed.lowercased()
        var ranks: [[Candidate]] = [[], [], []]
        for candidate in list {
            let name = candidate.text.lowercased().filter { $0 != "\"" }
            let parts = name.split { "._ ".contains($0) } + name.split(separator: ".")
            if name.hasPrefix(wanted) {
                ranks[0].append(candidate)
            } else if parts.contains(where: { $0.hasPrefix(wanted) }) {
                ranks[1].append(candidate)
            } else if wanted.count > 2, name.contains(wanted) {
                ranks[2].append(candidate)
            }
        }
        func beginning(_ list: [Candidate]) -> [Candidate] {
            list.filter { $0.text.lowercased().hasPrefix(wanted) }
        }
        return ranks[0] + beginning(others) + ranks[1] + ranks[2] + beginning(last)
    }
}
