import Rendering

extension [Column] {
    /// The same, no two with one name.
    ///
    /// An attribute of tickets may be named as another column is, and is then `attribute_NAME` in files; on screen it
    /// keeps its heading. All other columns keep their names, whatever attributes there are.
    ///
    /// - Parameter attributes: the places of the attributes.
    /// - Returns: as many columns.
    func withDistinctNames(attributesAt attributes: Set<Int>) -> [Column] {
        var taken = Set(indices.filter { !attributes.contains($0) }.map { self[$0].name })
        return enumerated().map { place, column in
            guard attributes.contains(place) else { return column }
            var name = column.name
            while !taken.insert(name).inserted { name = "attribute_\(name)" }
            return Column(name, label: column.label, kind: column.kind, role: column.role)
        }
    }
}
