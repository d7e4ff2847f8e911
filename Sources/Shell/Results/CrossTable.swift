import Basics
import KPIQuery
import Rendering
import Warehouse

/// An answer turned: one column's values become rows, another's columns, a third's stand where they meet.
struct CrossTable {
    let columns: [Column]
    let rows: [[Cell]]

    /// Most columns that are of use to anybody.
    private static let largestWidth = 200

    /// Takes an answer and up to three of its columns, by name, heading or number; else of a KPI's answer what it is
    /// by and its first number, of another its first, second and third.
    init(_ result: KeptResult, _ chosen: [String]) throws(ShellError) {
        guard result.isWhole else { throw ShellError("the answer has too many rows for a cross table") }
        for addition in result.answer?.query.additions.map(\.value) ?? [] {
            guard addition != .total, addition != .spark else {
                throw ShellError("a cross table has no place for 'with \(addition.rawValue)'")
            }
        }
        let shown = result.shownColumns
        guard shown.count >= 3, chosen.count <= 3 else {
            throw ShellError("a cross table wants three columns: of rows, of columns, of values")
        }
        let places = try Self.places(chosen, in: shown)
        var rowKeys: [Cell] = []
        var columnKeys: [Cell] = []
        var rowPlaces: [Key: Int] = [:]
        var columnPlaces: [Key: Int] = [:]
        var crossings: [[Int]: [Cell]] = [:]
        for row in result.shownRows {
            let (rowKey, columnKey) = (row[places[0]], row[places[1]])
            let rowPlace = rowPlaces[Key(rowKey)] ?? rowKeys.count
            if rowPlaces.updateValue(rowPlace, forKey: Key(rowKey)) == nil { rowKeys.append(rowKey) }
            let columnPlace = columnPlaces[Key(columnKey)] ?? columnKeys.count
            if columnPlaces.updateValue(columnPlace, forKey: Key(columnKey)) == nil {
                columnKeys.append(columnKey)
            }
            guard crossings.updateValue(row, forKey: [rowPlace, columnPlace]) == nil else {
                let names = [(rowKey, places[0]), (columnKey, places[1])].map {
                    Self.name(of: $0, in: shown[$1], result.provenance)
                }
                throw ShellError("two rows have \(names[0]) and \(names[1])")
            }
        }
        guard columnKeys.count <= Self.largestWidth else {
            throw ShellError("\(columnKeys.count) columns are more than a screen shows")
        }
        let (rowColumn, value) = (shown[places[0]], shown[places[2]])
        // What marks a value goes where the value goes.
        let marks = shown.indices.filter { shown[$0].marks(value.name) }
        columns =
            [Column(rowColumn.label, kind: rowColumn.isPeriod ? .text : rowColumn.kind)]
            + columnKeys.flatMap { key in
                let name = Self.name(of: key, in: shown[places[1]], result.provenance)
                return [Column(name, kind: value.kind, role: value.role, decimals: value.decimals)]
                    + marks.map { shown[$0].marking(name) }
            }
        rows = rowKeys.enumerated().map { rowPlace, key in
            [rowColumn.isPeriod ? .text(Self.name(of: key, in: rowColumn, result.provenance)) : key]
                + columnKeys.indices.flatMap { columnPlace in
                    let row = crossings[[rowPlace, columnPlace]]
                    return ([places[2]] + marks).map { row?[$0] ?? .null }
                }
        }
    }

    /// What tells a row or a column of the table from the others: texts byte by byte, as PostgreSQL does.
    private struct Key: Hashable {
        private let cell: Cell
        private let text: ExactText?

        init(_ cell: Cell) {
            self.cell = cell
            text =
                switch cell {
                case .text(let text), .json(let text): ExactText(text)
                case .null, .integer, .double, .boolean, .decimal, .interval, .intervals, .series: nil
                }
        }
    }

    private static func name(of cell: Cell, in column: Column, _ provenance: Provenance) -> String {
        if case .period(let grain) = column.role, case .text(let start) = cell {
            return PeriodText.of(start, grain: grain, weekStart: provenance.weekStart)
        }
        return cell.isNull ? "–" : ValueText.of(cell, column: column, unicode: true)
    }

    private static func places(_ chosen: [String], in columns: [Column]) throws(ShellError) -> [Int] {
        var places = [0, 1, 2]
        if let value = columns.firstIndex(where: \.isMetric) {
            let keys = columns.indices.filter { columns[$0].isKey && !columns[$0].isCompanion }
            guard keys.count > 1 || chosen.count > 1 else {
                throw ShellError("the answer is by \(keys.count) things, and a cross table by two")
            }
            places = [keys.first ?? 0, keys.count > 1 ? keys[1] : 1, value]
            let values = columns.filter(\.isOfValue).map(\.name)
            guard values.count == 1 || chosen.count == 3 else {
                throw ShellError(
                    "a cross table shows one of \(values.joined(separator: ", ")): name it behind those of rows and "
                        + "columns, \\crosstabview \(columns[places[0]].name) \(columns[places[1]].name) \(values[0])"
                )
            }
        }
        for (position, name) in chosen.enumerated() {
            guard let place = place(of: name, in: columns) else {
                let names = columns.filter { $0.isMetric || $0.isKey || $0.role == .plain }.map(\.label)
                let nearest = NearestName.meant(by: name, among: names).map { "did you mean \($0)? " } ?? ""
                throw ShellError(
                    "the answer has no column '\(name)'; \(nearest)it has \(names.joined(separator: ", "))")
            }
            places[position] = place
        }
        if chosen.count < 3, places[2] == places[0] || places[2] == places[1] {
            places[2] = columns.indices.first { $0 != places[0] && $0 != places[1] } ?? 2
        }
        return places
    }

    private static func place(of name: String, in columns: [Column]) -> Int? {
        if let place = columns.firstIndex(where: { $0.name == name }) { return place }
        // A duration's heading has its aggregate behind the name.
        let headings = columns.map { $0.label.lowercased() }
        let wanted = name.lowercased()
        if let place = headings.firstIndex(of: wanted) { return place }
        if let place = columns.indices.first(where: {
            columns[$0].isMetric && headings[$0].hasPrefix(wanted + " ")
        }) {
            return place
        }
        guard let number = Int(name), columns.indices.contains(number - 1) else { return nil }
        return number - 1
    }
}

extension Column {
    /// Whether it marks the values of a metric.
    fileprivate func marks(_ metric: String) -> Bool {
        switch role {
        case .lowCases(metric), .approximate(metric): true
        default: false
        }
    }

    /// The same mark for another column.
    fileprivate func marking(_ name: String) -> Column {
        if case .lowCases = role { return Column("\(name)_low", kind: kind, role: .lowCases(of: name)) }
        return Column("\(name)_approx", kind: kind, role: .approximate(of: name))
    }

    fileprivate var isMetric: Bool {
        if case .value = role { true } else { false }
    }

    /// Whether a question asks for it beside its keys: a metric, or what it is compared with.
    fileprivate var isOfValue: Bool {
        switch role {
        case .value, .base, .target, .change, .share, .lower, .upper: true
        default: false
        }
    }

    fileprivate var isPeriod: Bool {
        if case .period = role { true } else { false }
    }

    /// Whether rows are told apart by it.
    fileprivate var isKey: Bool {
        switch role {
        case .period, .dimension: true
        default: false
        }
    }
}
