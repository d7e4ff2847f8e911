import Rendering

/// An answer turned: one column's values become rows, another's columns, a third's stand where they meet.
struct CrossTable {
    let columns: [Column]
    let rows: [[Cell]]

    /// Most columns that are of use to anybody.
    private static let largestWidth = 200

    /// Takes an answer and up to three of its columns, by name or number; else its first, second and third.
    init(_ result: KeptResult, _ chosen: [String]) throws(ShellError) {
        guard result.isWhole else { throw ShellError("the answer has too many rows for a cross table") }
        guard result.columns.count >= 3, chosen.count <= 3 else {
            throw ShellError("a cross table wants three columns: of rows, of columns, of values")
        }
        var places = [0, 1, 2]
        for (position, name) in chosen.enumerated() {
            guard let place = Self.place(of: name, in: result) else {
                throw ShellError("the answer has no column '\(name)'")
            }
            places[position] = place
        }
        if chosen.count < 3, places[2] == places[0] || places[2] == places[1] {
            places[2] = result.columns.indices.first { $0 != places[0] && $0 != places[1] } ?? 2
        }
        var rowKeys: [String?] = []
        var columnKeys: [String?] = []
        var rowPlaces: [String?: Int] = [:]
        var columnPlaces: [String?: Int] = [:]
        var values: [[Int]: String?] = [:]
        for row in result.rows {
            let (rowKey, columnKey) = (row[places[0]], row[places[1]])
            let rowPlace = rowPlaces[rowKey] ?? rowKeys.count
            if rowPlaces.updateValue(rowPlace, forKey: rowKey) == nil { rowKeys.append(rowKey) }
            let columnPlace = columnPlaces[columnKey] ?? columnKeys.count
            if columnPlaces.updateValue(columnPlace, forKey: columnKey) == nil {
                columnKeys.append(columnKey)
            }
            guard values.updateValue(row[places[2]], forKey: [rowPlace, columnPlace]) == nil else {
                throw ShellError("two rows have \(rowKey ?? "null") and \(columnKey ?? "null")")
            }
        }
        guard columnKeys.count <= Self.largestWidth else {
            throw ShellError("\(columnKeys.count) columns are more than a screen shows")
        }
        let isNumeric = values.values.allSatisfy { $0.map(DecimalText.isNumber) ?? true }
        columns =
            [Column(result.columns[places[0]].name)]
            + columnKeys.map { Column($0 ?? "–", kind: isNumeric ? .decimal : .text) }
        rows = rowKeys.enumerated().map { rowPlace, key in
            [key.map { .text($0) } ?? .null]
                + columnKeys.indices.map { columnPlace -> Cell in
                    guard let value = values[[rowPlace, columnPlace]] ?? nil else { return .null }
                    return isNumeric ? .decimal(value) : .text(value)
                }
        }
    }

    private static func place(of name: String, in result: KeptResult) -> Int? {
        if let place = result.columns.firstIndex(where: { $0.name == name }) { return place }
        guard let number = Int(name), result.columns.indices.contains(number - 1) else { return nil }
        return number - 1
    }
}
