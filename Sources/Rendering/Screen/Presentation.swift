/// An answer as people read it: which columns they see, and the text of each value.
///
/// table, md and html share it. The companions of a metric (interval, low n, ≈) become part of what is seen.
struct Presentation {
    /// A column as it is seen.
    struct Heading: Equatable {
        let label: String
        let isNumeric: Bool
        let content: Content
        /// The database's type.
        var type: String?
        /// Whether half a value would be none: numbers, dates, instants.
        var isKeptWhole = true
        /// In which order a screen that is too narrow keeps columns, the least first.
        var rank = 0
    }

    /// Where a seen column takes its text from: places in a row.
    enum Content: Equatable {
        case cell(Int, lowCases: Int?, approximate: Int?)
        case interval(lower: Int, upper: Int)
    }

    /// The text of one value.
    struct Field: Equatable {
        /// May hold line breaks where the presentation keeps them.
        var text: String
        /// A mark behind the text, outside the alignment of numbers.
        var mark = ""
        var tone = Tone.plain
    }

    /// What a colour would say.
    enum Tone: Equatable {
        case plain, good, bad, faint
    }

    let columns: [Column]
    let headings: [Heading]
    private let unicode: Bool
    private let keepsLines: Bool
    private let nothing: String
    private let weekStart: String?
    private let periodMarks: PeriodMarks
    private let signs: Marks.Signs
    private let better: [String: Column.Better]
    private(set) var marks: Marks = []

    /// With `keepsLines`, texts of several lines have their line breaks, which are else spelled out; `nullText` stands
    /// for null, else a dash.
    init(
        _ columns: [Column], provenance: Provenance, unicode: Bool, keepsLines: Bool = false,
        nullText: String? = nil
    ) {
        self.columns = columns
        self.unicode = unicode
        self.keepsLines = keepsLines
        nothing = nullText.map { VisibleText.of($0) } ?? (unicode ? "–" : "-")
        weekStart = provenance.weekStart
        periodMarks = PeriodMarks(provenance)
        signs = Marks.Signs(unicode: unicode)
        var lowCases: [String: Int] = [:]
        var approximate: [String: Int] = [:]
        var lower: [String: Int] = [:]
        var better: [String: Column.Better] = [:]
        // A count is its own number of cases: nothing to repeat, and never too few to lean on.
        let counts = Set(columns.filter(\.isCount).map(\.name))
        for (place, column) in columns.enumerated() {
            switch column.role {
            case .lowCases(let metric) where !counts.contains(metric): lowCases[metric] = place
            case .approximate(let name), .approximateBase(let name): approximate[name] = place
            case .lower(let metric): lower[metric] = place
            case .value(let direction): better[column.name] = direction
            default: break
            }
        }
        self.better = better
        headings = columns.enumerated().compactMap { place, column -> Heading? in
            switch column.role {
            case .lowCases, .approximate, .approximateBase, .lower: return nil
            case .cases(let metric) where counts.contains(metric): return nil
            case .upper(let metric) where lower[metric] != nil:
                return Heading(
                    label: "95 %", isNumeric: true,
                    content: .interval(lower: lower[metric] ?? place, upper: place), rank: column.rank)
            case .trend:
                return Heading(
                    label: column.label, isNumeric: false,
                    content: .cell(place, lowCases: nil, approximate: nil), isKeptWhole: false,
                    rank: column.rank)
            default:
                return Heading(
                    label: column.label, isNumeric: column.kind.isNumeric,
                    content: .cell(
                        place, lowCases: lowCases[column.name], approximate: approximate[column.name]),
                    type: column.type, isKeptWhole: column.kind.isKeptWhole, rank: column.rank)
            }
        }
    }

    /// The fields of a row, one a heading.
    mutating func fields(_ cells: [Cell]) -> [Field] {
        headings.map { heading in
            switch heading.content {
            case .interval(let lower, let upper):
                let column = columns[upper]
                guard !cells[lower].isNull, !cells[upper].isNull else { return Field(text: "") }
                let ends = [lower, upper].map { bare(cells[$0], of: column) }
                return Field(text: "[\(ends[0]), \(ends[1])]", tone: .faint)
            case .cell(let place, let lowCases, let approximate):
                return field(cells, at: place, lowCases: lowCases, approximate: approximate)
            }
        }
    }

    /// The fields of a total row: the first seen column that names something says so.
    mutating func totalFields(_ cells: [Cell]) -> [Field] {
        var fields = fields(cells)
        for (position, heading) in headings.enumerated() {
            guard case .cell(let place, _, _) = heading.content, !heading.isNumeric, cells[place].isNull
            else { continue }
            if case .trend = columns[place].role { continue }
            fields[position] = Field(text: "Total")
            break
        }
        for (position, heading) in headings.enumerated() where fields[position].text != "Total" {
            guard case .cell(let place, _, _) = heading.content, columns[place].role == .dimension,
                cells[place].isNull
            else { continue }
            fields[position] = Field(text: "")
        }
        return fields
    }

    /// Lines that explain the marks that were used.
    var notes: [String] { marks.notes(unicode: unicode) }

    private mutating func field(
        _ cells: [Cell], at place: Int, lowCases: Int?, approximate: Int?
    ) -> Field {
        let column = columns[place]
        let cell = cells[place]
        let isApproximate = approximate.map { cells[$0] == .boolean(true) } ?? false
        if case .change(let metric) = column.role {
            return change(cell, of: metric, column: column, isApproximate: isApproximate)
        }
        if case .period(let grain) = column.role, case .text(let start) = cell {
            var field = Field(text: PeriodText.of(start, grain: grain, weekStart: weekStart))
            let mark = periodMarks.mark(of: start)
            field.mark = signs.text(of: mark)
            marks.formUnion(mark)
            return field
        }
        guard !cell.isNull else { return Field(text: nothing, tone: .faint) }
        if case .trend = column.role, case .series(let values) = cell { return course(values) }
        var field = Field(
            text: ValueText.of(cell, column: column, unicode: unicode, keepsLines: keepsLines))
        if isApproximate {
            field.text = signs.approximate + field.text
            marks.insert(.approximate)
        }
        if let lowCases, cells[lowCases] == .boolean(true) {
            field.mark = signs.lowCases
            field.tone = .faint
            marks.insert(.lowCases)
        }
        return field
    }

    /// A course with the marks of its ends; without Unicode it is drawn with some of the same signs.
    private mutating func course(_ values: [Double?]) -> Field {
        let line = Sparkline.of(values, unicode: unicode)
        guard values.contains(where: { $0 != nil }) else { return Field(text: line) }
        let (first, last) = periodMarks.ends
        marks.formUnion(first.union(last))
        let parts = [signs.text(of: first), line, signs.text(of: last)].filter { !$0.isEmpty }
        return Field(text: parts.joined(separator: unicode ? "" : " "))
    }

    /// A relative change: an arrow and the colour of what is better for the metric.
    ///
    /// A missing or zero base is `n/a`.
    private mutating func change(
        _ cell: Cell, of metric: String, column: Column, isApproximate: Bool
    ) -> Field {
        guard let value = cell.number else { return Field(text: "n/a", tone: .faint) }
        var text = NumberText.fixed(value.magnitude, decimals: column.decimals ?? 1) + " %"
        if isApproximate {
            text = signs.approximate + text
            marks.insert(.approximateChange)
        }
        guard text.contains(where: { ("1"..."9").contains($0) }) else { return Field(text: text) }
        let isUp = value > 0
        let arrow = unicode ? (isUp ? "▲ " : "▼ ") : (isUp ? "+" : "-")
        let tone: Tone =
            switch better[metric] {
            case .higher: isUp ? .good : .bad
            case .lower: isUp ? .bad : .good
            case .neither, nil: .plain
            }
        return Field(text: arrow + text, tone: tone)
    }

    /// An end of an interval: without its unit, which the value beside it has.
    private func bare(_ cell: Cell, of column: Column) -> String {
        let text = ValueText.of(cell, column: column, unicode: unicode)
        guard column.kind != .duration, let unit = text.firstIndex(of: " ") else { return text }
        return String(text[..<unit])
    }
}

extension Presentation.Field {
    /// The lines of the text.
    var lines: [String] {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return [text] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
