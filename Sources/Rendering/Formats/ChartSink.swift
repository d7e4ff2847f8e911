/// chart: lines over time, or bars, one panel a metric, drawn in characters.
struct ChartSink: RowSink {
    /// Points beyond this could not be told apart on any screen, and are not kept.
    private static let rowLimit = 100_000

    private let output: Output
    private let screen: Screen
    private var columns: [Column] = []
    private var provenance = Provenance(query: "")
    private var rows: [[Cell]] = []
    private var rowCount = 0

    init(output: Output, screen: Screen) {
        self.output = output
        self.screen = screen
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        self.columns = columns
        self.provenance = provenance
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        rowCount += 1
        if rows.count < Self.rowLimit { rows.append(cells) }
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        let painter = Painter(screen)
        let data = ChartData(columns: columns, rows: rows, provenance: provenance, unicode: screen.unicode)
        let width = max(20, screen.width ?? 80)
        let panels = data.panels.filter { !$0.numbers.isEmpty }
        let headline = provenance.headline.map {
            WrappedText.of(painter.line(VisibleText.of($0)), width: screen.width)
        }
        let notes = notes(data, panels, closing).map {
            WrappedText.of(painter.line($0), width: screen.width)
        }
        // What stands around the panels, and the next prompt.
        let around = ([headline].compactMap(\.self) + notes).reduce(1) { $0 + $1.lineCount }
        let room = ((screen.height ?? 24) - max(3, around)) / max(1, panels.count)
        if let headline { output.write(painter.bold(headline) + "\n") }
        let hasLines = data.isTime && data.categories.count > 1
        for panel in panels {
            output.write(painter.bold(title(of: panel, hasLines: hasLines)))
            output.write("\n")
            let palette = ChartPalette(painter)
            if hasLines {
                LineChart(
                    panel: panel, categories: data.categories, width: width,
                    height: max(4, min(16, room - 4)), palette: palette
                ).write(to: output)
            } else {
                BarChart(
                    panel: bars(of: panel, data), categories: barNames(of: panel, data), width: width,
                    limit: screen.height.map { _ in max(4, room - 3) }, palette: palette
                ).write(to: output)
            }
        }
        for note in notes { output.write(painter.paint(note, .faint) + "\n") }
        try output.commit()
    }

    /// What is said below, a line each.
    private func notes(_ data: ChartData, _ panels: [ChartData.Panel], _ closing: Closing) -> [String] {
        var lines = marks(of: data, panels).notes(unicode: screen.unicode) + data.omissions + closing.footer
        if panels.isEmpty {
            lines.insert(
                "nothing to draw: no numbers in \(rowCount) \(rowCount == 1 ? "row" : "rows")", at: 0)
        }
        if rowCount > rows.count {
            lines.append("only the first \(rows.count) of \(rowCount) rows are drawn")
        }
        return lines
    }

    /// The name of a metric; a line has no room for marks at its points, so that the name has those of any.
    private func title(of panel: ChartData.Panel, hasLines: Bool) -> String {
        let name = VisibleText.of(panel.column.label)
        guard hasLines else { return name }
        let signs = Marks.Signs(unicode: screen.unicode)
        return (panel.marks.contains(.approximate) ? signs.approximate : "") + name
            + (panel.marks.contains(.lowCases) ? signs.lowCases : "")
    }

    /// The marks that can be seen: a single bucket whose series are the bars is not named.
    private func marks(of data: ChartData, _ panels: [ChartData.Panel]) -> Marks {
        let isNamed =
            data.categories.count > 1 || panels.contains { barNames(of: $0, data) == data.categories }
        return isNamed ? data.marks : data.marks.subtracting([.open, .cut])
    }

    /// A single bucket is no course: its series are the bars.
    private func bars(of panel: ChartData.Panel, _ data: ChartData) -> ChartData.Panel {
        guard data.isTime else { return panel }
        var all = ChartData.Series(name: "", count: panel.series.count)
        for (number, series) in panel.series.enumerated() {
            all.values[number] = series.values.first ?? nil
            all.target[number] = series.target.first ?? nil
            all.base[number] = series.base.first ?? nil
            all.lower[number] = series.lower.first ?? nil
            all.upper[number] = series.upper.first ?? nil
            all.marks[number] = series.marks.first ?? []
        }
        return ChartData.Panel(column: panel.column, series: [all], baseName: panel.baseName)
    }

    private func barNames(of panel: ChartData.Panel, _ data: ChartData) -> [String] {
        let names = data.isTime ? panel.series.map(\.name) : data.categories
        return names.map { $0.isEmpty ? data.isTime ? data.categories.first ?? "" : panel.column.label : $0 }
    }
}
