extension Array {
    /// Those whose text begins as was typed, then those that contain it; case does not count.
    func matching(_ typed: String, by text: (Element) -> String) -> [Element] {
        let wanted = typed.lowercased()
        func begins(_ element: Element) -> Bool { text(element).lowercased().hasPrefix(wanted) }
        return filter(begins) + filter { !begins($0) && text($0).lowercased().contains(wanted) }
    }
}
