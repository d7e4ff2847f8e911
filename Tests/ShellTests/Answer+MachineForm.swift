import Rendering
import Shell
import Warehouse

extension Answer {
    /// The named columns of the rows and totals, as text.
    func machineForm(_ names: [String]) -> (rows: [[String]], totals: [[String]]) {
        let presentation = AnswerPresentation(self, for: .json)
        let places = names.map { name in presentation.columns.firstIndex { $0.name == name } }
        func texts(_ rows: [[Rendering.Cell]]) -> [[String]] {
            rows.map { row in places.map { place in place.map { row[$0].shortText } ?? "no such column" } }
        }
        return (texts(presentation.rows), texts(presentation.totals))
    }

    /// The names of the columns.
    var columnNames: [String] { AnswerPresentation(self, for: .json).columns.map(\.name) }
}

extension Rendering.Cell {
    /// Numbers without needless digits, null as nothing.
    fileprivate var shortText: String {
        switch self {
        case .null: ""
        case .text(let text), .decimal(let text), .json(let text): text
        case .integer(let value): "\(value)"
        case .double(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
        case .boolean(let value): "\(value)"
        case .interval(let interval): interval.text
        case .intervals(let intervals): intervals.text
        case .series: "series"
        }
    }
}
