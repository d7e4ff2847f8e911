import Basics

/// Bars side by side with their names and values: for answers that are no course over time.
struct BarChart {
    let panel: ChartData.Panel
    let categories: [String]
    let width: Int
    /// The most bars to draw; nil for all.
    let limit: Int?
    let palette: ChartPalette

    private var painter: Painter { palette.painter }

    /// Writes the chart's lines.
    func write(to output: Output) {
        guard let series = panel.series.first else { return }
        let count = min(limit ?? .max, categories.count)
        let names = categories.prefix(count).map {
            DisplayWidth.truncate($0, to: max(8, width / 3), ellipsis: painter.ellipsis)
        }
        let hasMarks = panel.marks.contains(.lowCases)
        let values = (0..<count).map { text(of: series, at: $0, behind: hasMarks ? " " : "") }
        let nameWidth = names.map { DisplayWidth.of($0) }.max() ?? 0
        let valueWidth = values.map { DisplayWidth.of($0) }.max() ?? 0
        let room = max(10, width - nameWidth - valueWidth - 3)
        let axis = Extent(
            [series.values, series.target, series.base].flatMap { $0.prefix(count) }.compactMap(\.self))
        for number in 0..<count {
            let gap = String(repeating: " ", count: nameWidth - DisplayWidth.of(names[number]))
            let valueGap = String(repeating: " ", count: valueWidth - DisplayWidth.of(values[number]))
            let bar = bar(
                series.values[number], target: series.target[number], base: series.base[number], room: room,
                axis)
            let start = names[number] + gap + " " + painter.paint(painter.vertical, .faint)
            var line = "\(start)\(bar) \(valueGap)\(values[number])"
            while line.last == " " { line.removeLast() }
            output.write(line + "\n")
        }
        var notes: [String] = []
        if count < categories.count { notes.append("\(categories.count) bars (\(count) shown)") }
        if series.target.prefix(count).contains(where: { $0 != nil }) {
            notes.append((painter.unicode ? "┃" : "!") + " target")
        }
        if let name = panel.baseName, series.base.prefix(count).contains(where: { $0 != nil }) {
            notes.append((painter.unicode ? "╎" : ":") + " " + painter.line(name))
        }
        if panel.hasIntervals { notes.append("[95 % interval]") }
        guard !notes.isEmpty else { return }
        output.write(painter.paint(notes.joined(separator: painter.separator), .faint))
        output.write("\n")
    }

    /// A value with its marks; digits stand below digits where only some have one behind them.
    private func text(of series: ChartData.Series, at place: Int, behind: String) -> String {
        let signs = Marks.Signs(unicode: painter.unicode)
        guard let value = series.values[place] else { return (painter.unicode ? "–" : "-") + behind }
        let text = ValueText.of(cell(value), column: panel.column, unicode: painter.unicode)
        return (series.marks[place].contains(.approximate) ? signs.approximate : "") + text
            + (series.marks[place].contains(.lowCases) ? signs.lowCases : behind)
            + interval(of: series, at: place)
    }

    private func interval(of series: ChartData.Series, at place: Int) -> String {
        guard let lower = series.lower[place], let upper = series.upper[place] else { return "" }
        let ends = [lower, upper].map {
            ValueText.of(cell($0), column: panel.column, unicode: painter.unicode)
        }
        return " [\(ends.joined(separator: ", "))]"
    }

    /// What the room for bars stretches over: always zero too, as length is what is compared.
    private struct Extent {
        private let range: ClosedRange<Double>

        init(_ numbers: [Double]) {
            range = min(0, numbers.min() ?? 0)...max(0, numbers.max() ?? 0)
        }

        /// The place of a value in eighths of a character.
        func eighths(_ value: Double, room: Int) -> Int {
            Int((range.fraction(of: value) * Double(room * 8)).rounded())
        }
    }

    /// The bar, with ticks where its target and its base are.
    private func bar(
        _ value: Double?, target: Double?, base: Double?, room: Int, _ extent: Extent
    ) -> String {
        var cells = Array(repeating: " ", count: room)
        let zero = extent.eighths(0, room: room)
        if let value {
            let end = extent.eighths(value, room: room)
            let (from, to) = (min(zero, end), max(zero, end))
            for place in 0..<room {
                let filled = max(0, min(to, place * 8 + 8) - max(from, place * 8))
                cells[place] = block(filled, growsLeft: value < 0)
            }
        }
        func place(of number: Double) -> Int { max(0, min(room - 1, extent.eighths(number, room: room) / 8)) }
        var ticks: [Int: String] = [:]
        if let base { ticks[place(of: base)] = palette.paint(painter.unicode ? "╎" : ":", series: 1) }
        if let target { ticks[place(of: target)] = palette.paint(painter.unicode ? "┃" : "!", series: 5) }
        var text = ""
        var start = 0
        for (place, tick) in ticks.sorted(by: { $0.key < $1.key }) {
            text += palette.paint(cells[start..<place].joined(), series: 0) + tick
            start = place + 1
        }
        return text + palette.paint(cells[start...].joined(), series: 0)
    }

    /// A character of which so many eighths are filled.
    ///
    /// Unicode has parts of a block from the left only; a bar that grows to the left ends on a half.
    private func block(_ eighths: Int, growsLeft: Bool) -> String {
        guard painter.unicode else { return eighths >= 4 ? "#" : " " }
        if eighths == 8 { return "█" }
        if growsLeft { return eighths >= 4 ? "▐" : " " }
        return [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths]
    }

    private func cell(_ value: Double) -> Cell {
        if panel.column.kind == .integer, value == value.rounded(), value.magnitude < 1e15 {
            return .integer(Int(value))
        }
        return .double(value)
    }
}
