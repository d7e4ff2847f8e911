extension [Column] {
    /// The names of the columns, no two alike: one that was there before gets a number, as objects of JSON and tables
    /// of a database need it.
    package var memberNames: [String] {
        let names = map(\.name)
        var taken = Set(names)
        var seen: Set<String> = []
        return names.map { name in
            guard !seen.insert(name).inserted else { return name }
            var number = 2
            while !taken.insert("\(name)_\(number)").inserted { number += 1 }
            return "\(name)_\(number)"
        }
    }
}
