import Rendering

extension [Column] {
    /// The same, no two with one name.
    ///
    /// An attribute of tickets may be named as another column is, and is then `attribute_NAME` in files; on screen it keeps
    /// its heading.
    var withDistinctNames: [Column] {
        var taken = Set(filter { $0.role != .dimension }.map(\.name))
        return map { column in
            guard column.role == .dimension else { return column }
            var name = column.name
            while !taken.insert(name).inserted { name = "attribute_\(name)" }
            return Column(name, label: column.label, kind: column.kind, role: column.role)
        }
    }
}
