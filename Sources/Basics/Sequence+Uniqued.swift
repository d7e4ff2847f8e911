extension Sequence where Element: Hashable {
    /// Without repetition, in the order of first appearance.
    package var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
