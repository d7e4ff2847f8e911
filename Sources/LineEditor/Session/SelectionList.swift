/// Which of a list's rows is chosen, and which are in view.
struct SelectionList: Sendable {
    let count: Int
    private(set) var selected: Int?
    private var top = 0

    init(count: Int, selected: Int? = nil) {
        self.count = count
        self.selected = selected
    }

    /// Chooses the next row or the one before, going on at the other end.
    mutating func step(_ offset: Int) {
        guard count > 0 else { return }
        guard let selected else {
            self.selected = offset > 0 ? 0 : count - 1
            return
        }
        self.selected = (selected + offset + count) % count
    }

    /// Chooses a row further away, stopping at the ends.
    mutating func leap(_ offset: Int) {
        guard count > 0 else { return }
        selected = min(max(0, (selected ?? 0) + offset), count - 1)
    }

    /// The rows in view on so many rows of screen: they move no more than the choice asks for.
    mutating func visible(height: Int) -> Range<Int> {
        let height = min(height, count)
        if let selected {
            top = min(top, selected)
            top = max(top, selected - height + 1)
        }
        top = min(max(0, top), count - height)
        return top..<(top + height)
    }
}
