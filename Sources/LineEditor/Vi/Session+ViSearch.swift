/// The searches of vi's normal mode, which go through the history from the entry that is shown.
extension Session {
    /// Opens a search of the entries before the one that is shown, or of those after it.
    mutating func searchFromHere(forOlder isForOlder: Bool) {
        search = Search(
            entries(olderThanShown: isForOlder), original: buffer, query: "", isForOlder: isForOlder)
    }

    /// Takes note of what was looked for, and of where it was found: there the next search begins.
    mutating func acceptInVi(_ match: String, of wish: ViState.HistoryWish) {
        vi?.lastSearch = wish
        show(match, isOlder: wish.isForOlder)
    }

    /// `n`, and `N` the other way round.
    mutating func searchAgain(isReversed: Bool) {
        guard let wish = vi?.lastSearch, !wish.query.isEmpty else { return }
        let isOlder = wish.isForOlder != isReversed
        let others = entries(olderThanShown: isOlder).filter { $0 != buffer.text }
        guard let match = HistorySearch(others).matches(wish.query).first else { return }
        show(match, isOlder: isOlder)
    }

    /// The entries on one side of the one that is shown, the nearest last.
    private func entries(olderThanShown isOlder: Bool) -> [String] {
        let shown = shownEntry
        return isOlder
            ? Array(history.entries[..<shown]) : history.entries.dropFirst(shown + 1).reversed()
    }

    private mutating func show(_ entry: String, isOlder: Bool) {
        let shown = shownEntry
        let place =
            isOlder
            ? history.entries[..<shown].lastIndex(of: entry)
            : history.entries.dropFirst(shown + 1).firstIndex(of: entry)
        if let place { browse(place - shown) }
    }
}
