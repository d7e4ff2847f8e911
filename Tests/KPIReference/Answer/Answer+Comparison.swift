extension Field {
    /// Whether a CSV field says the same: numbers to nine digits, or to 1 % where they are marked so; null as nothing.
    package func matches(_ text: String, isApproximate: Bool = false) -> Bool {
        switch self {
        case .null: text.isEmpty
        case .text(let value): value == text
        case .boolean(let value): text == (value ? "true" : "false")
        case .number(let value):
            Double(text).map {
                abs(value - $0) <= (isApproximate ? 0.01 : 1e-9)
                    * max(isApproximate ? 0 : 1, abs(value), abs($0))
            } ?? false
        }
    }

    fileprivate var csv: String {
        switch self {
        case .null: ""
        case .text(let value): value
        case .boolean(let value): "\(value)"
        case .number(let value): "\(value)"
        }
    }
}

extension Answer {
    /// Which columns of an answer a table is judged by.
    package enum Columns: Sendable {
        /// Those that the table's header names: what was worked out by hand.
        case named
        /// All of the reference's; the table may have more (`_approx`).
        case all
    }

    /// The first difference between the answer and a table (header and rows), in words; nil where they
    /// agree.
    ///
    /// Unordered, rows are matched by period and dimensions: equal numbers that two computations round
    /// differently may swap places.
    package func difference(from table: [[String]], columns: Columns, isOrdered: Bool) -> String? {
        guard let header = table.first else { return "no header" }
        let places = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
        let known = Set(fields.first?.map(\.name) ?? header)
        if case .named = columns, let unknown = header.first(where: { !known.contains($0) }) {
            return "no column \(unknown)"
        }
        let judged = (fields.first?.map(\.name) ?? []).filter { columns == .all || places[$0] != nil }
        if let missing = judged.first(where: { places[$0] == nil }) { return "\(missing) is missing" }
        let rows = Array(table.dropFirst())
        guard rows.count == fields.count else {
            return "\(rows.count) rows instead of \(fields.count)"
        }
        let keys = Set(keyColumns)
        for (index, expected) in fields.enumerated() {
            func agrees(_ row: [String], _ isJudged: (String) -> Bool) -> Bool {
                expected.allSatisfy { name, field in
                    guard isJudged(name), let place = places[name], judged.contains(name) else { return true }
                    let mark = places["\(name)_approx"]
                    return place < row.count
                        && field.matches(row[place], isApproximate: mark.map { row[$0] == "true" } ?? false)
                }
            }
            let row = isOrdered ? rows[index] : rows.first { agrees($0, keys.contains) }
            guard let row else { return "no row \(expected.map { "\($0.name)=\($0.field.csv)" })" }
            if agrees(row, { _ in true }) { continue }
            let (answered, given) = (
                judged.map { name in expected.first { $0.name == name }?.field.csv ?? "" },
                judged.map { name in places[name].map { $0 < row.count ? row[$0] : "?" } ?? "?" }
            )
            return "row \(index + 1) of \(judged): the reference has \(answered), the table \(given)"
        }
        return nil
    }

    private var keyColumns: [String] {
        ["period"] + query.dimensions.map(\.name) + ["agent_source"]
    }
}
