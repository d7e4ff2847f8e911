import Basics

/// Lines over time: axes with round ticks, a line a series, the target dashed, the interval as a band behind.
struct LineChart {
    let panel: ChartData.Panel
    let categories: [String]
    let width: Int
    let height: Int
    let palette: ChartPalette

    private var painter: Painter { palette.painter }

    /// Writes the chart's lines.
    func write(to output: Output) {
        let axis = ValueAxis(
            numbers: panel.numbers, kind: panel.column.kind, steps: max(2, height / 4))
        let drawn = Array(panel.series.prefix(ChartPalette.seriesLimit))
        let labels = axis.ticks.map { axis.text(of: $0) }
        let gutter = (labels.map { DisplayWidth.of($0) }.max() ?? 0) + 1
        let ends = endLabels(drawn)
        let room = ends.map { DisplayWidth.of($0) }.max().map { $0 + 1 } ?? 0
        var canvas = BrailleCanvas(
            width: max(10, width - gutter - 2 - room), height: height,
            unicode: painter.unicode && !usesLetters(drawn))
        let plot = Plot(canvas: canvas, axis: axis, count: categories.count)
        drawBand(of: drawn, plot, on: &canvas)
        drawTarget(of: drawn, plot, on: &canvas)
        // The first series is drawn last, so that it lies on top.
        for number in drawn.indices.reversed() { draw(drawn[number].values, number, plot, on: &canvas) }
        let tickRows = Dictionary(
            zip(axis.ticks.map { plot.row(of: $0) }, labels), uniquingKeysWith: { first, _ in first })
        let endRows = placeEnds(drawn, ends, plot)
        for row in 0..<height {
            let label = tickRows[row] ?? ""
            let rule = painter.unicode ? (label.isEmpty ? "│" : "┤") : (label.isEmpty ? "|" : "+")
            var line = String(repeating: " ", count: gutter - 1 - DisplayWidth.of(label))
            line += painter.paint(label + " " + rule, .faint) + " "
            line += text(of: row, canvas)
            if let series = endRows[row] { line += " " + palette.paint(ends[series], series: series) }
            Self.writeLine(line, to: output)
        }
        writeTimeAxis(plot, gutter: gutter, width: canvas.width, to: output)
        writeLegend(drawn, gutter: gutter, to: output)
    }

    /// Whether lines are told apart by their letters, as nothing else would do.
    private func usesLetters(_ drawn: [ChartData.Series]) -> Bool {
        !painter.unicode || !painter.colour && drawn.count > 1
    }

    /// Where numbers and categories lie on the canvas.
    private struct Plot {
        let canvas: BrailleCanvas
        let axis: ValueAxis
        let count: Int

        func across(_ category: Int) -> Int {
            let last = canvas.width * canvas.dotsAcross - 1
            guard count > 1 else { return last / 2 }
            return Int((Double(category) / Double(count - 1) * Double(last)).rounded())
        }

        func down(_ value: Double) -> Int {
            let last = canvas.height * canvas.dotsDown - 1
            return Int(((1 - axis.fraction(of: value)) * Double(last)).rounded())
        }

        func row(of value: Double) -> Int { down(value) / canvas.dotsDown }
    }

    private func draw(_ values: [Double?], _ series: Int, _ plot: Plot, on canvas: inout BrailleCanvas) {
        var previous: (Int, Int)?
        for (category, value) in values.enumerated() {
            // A gap stays a gap: no line is drawn over what is not known.
            guard let value else {
                previous = nil
                continue
            }
            let point = (plot.across(category), plot.down(value))
            canvas.line(from: previous ?? point, to: point, series: series)
            let isAlone = previous == nil && (category + 1 == values.count || values[category + 1] == nil)
            previous = point
            if isAlone, canvas.dotsAcross > 1 {
                // A single dot would hardly be seen.
                let right = point.0 % plot.canvas.dotsAcross == 0 ? 1 : -1
                let below = point.1 % plot.canvas.dotsDown == 0 ? 1 : -1
                canvas.line(from: point, to: (point.0, point.1 + below), series: series)
                canvas.line(
                    from: (point.0 + right, point.1), to: (point.0 + right, point.1 + below), series: series)
            }
        }
    }

    /// Only one line's interval can be read.
    private func drawBand(of drawn: [ChartData.Series], _ plot: Plot, on canvas: inout BrailleCanvas) {
        guard let series = drawn.first, isBandOfOne(drawn) else { return }
        for column in 0..<canvas.width {
            let position =
                Double(column) / Double(max(1, canvas.width - 1)) * Double(max(0, categories.count - 1))
            let left = Int(position)
            let right = min(left + 1, categories.count - 1)
            guard let lower = Self.between(series.lower, left, right, position),
                let upper = Self.between(series.upper, left, right, position)
            else { continue }
            let top = plot.row(of: upper)
            let bottom = plot.row(of: lower)
            for row in min(top, bottom)...max(top, bottom) { canvas.shade(column, row) }
        }
    }

    private func isBandOfOne(_ drawn: [ChartData.Series]) -> Bool {
        drawn.dropFirst().allSatisfy { $0.lower.allSatisfy { $0 == nil } }
    }

    private static func between(_ values: [Double?], _ left: Int, _ right: Int, _ position: Double) -> Double?
    {
        guard values.indices.contains(left), let start = values[left], let end = values[right] else {
            return nil
        }
        return start + (end - start) * (position - Double(left))
    }

    private func drawTarget(of drawn: [ChartData.Series], _ plot: Plot, on canvas: inout BrailleCanvas) {
        guard let series = drawn.first, series.target.contains(where: { $0 != nil }) else { return }
        let dash = canvas.dotsAcross * 2
        for category in categories.indices {
            guard let target = series.target[category] else { continue }
            let half = max(1, plot.across(min(1, categories.count - 1)) - plot.across(0)) / 2 + 1
            let middle = plot.across(category)
            for across in middle - half...middle + half where across % dash < dash / 2 {
                canvas.set(across, plot.down(target), series: Self.targetSeries)
            }
        }
    }

    /// The target is drawn in the last colour, and in ASCII by the last letter.
    private static let targetSeries = ChartPalette.seriesLimit - 1

    /// A row of the canvas; neighbours of one colour are painted together.
    private func text(of row: Int, _ canvas: BrailleCanvas) -> String {
        var line = ""
        var run = ""
        var owner: Int??
        func endRun() {
            switch owner {
            case .some(.some(let series)): line += palette.paint(run, series: series)
            case .some(.none): line += painter.paint(run, .faint)
            case .none: line += run
            }
            run = ""
        }
        for column in 0..<canvas.width {
            let cell = canvas.cell(column, row)
            if cell?.series != owner || (cell == nil) != (owner == nil) {
                endRun()
                owner = cell.map { .some($0.series) } ?? .none
            }
            run += cell?.text ?? " "
        }
        endRun()
        return line
    }

    /// Names at the ends of the lines: they tell lines apart without colour.
    private func endLabels(_ drawn: [ChartData.Series]) -> [String] {
        guard drawn.count > 1 else { return [] }
        return drawn.enumerated().map { number, series in
            // The lines keep two thirds of the width.
            let name = DisplayWidth.truncate(
                series.name, to: max(16, width / 3), ellipsis: painter.ellipsis)
            return usesLetters(drawn) ? Self.letter(of: number) + " " + name : name
        }
    }

    /// What the series is drawn with where letters tell lines apart.
    private static func letter(of series: Int) -> String {
        BrailleCanvas.letters[series % BrailleCanvas.letters.count]
    }

    /// Rows of the end labels: each beside its line's last point, in the order of the lines where some must give way.
    private func placeEnds(_ drawn: [ChartData.Series], _ ends: [String], _ plot: Plot) -> [Int: Int] {
        guard !ends.isEmpty else { return [:] }
        let lasts = drawn.enumerated().compactMap { number, series -> (series: Int, value: Double)? in
            series.values.last { $0 != nil }?.map { (number, $0) }
        }
        .prefix(height).sorted { $0.value > $1.value }
        let rows = RowPlacement.rows(of: lasts.map { plot.row(of: $0.value) }, height: height)
        return Dictionary(uniqueKeysWithValues: zip(rows, lasts.map(\.series)))
    }

    private func writeTimeAxis(_ plot: Plot, gutter: Int, width: Int, to output: Output) {
        var rule = Array(repeating: painter.horizontal, count: width)
        let longest = categories.map { DisplayWidth.of($0) }.max() ?? 0
        // Labels at even steps back from the newest, two blanks between; each ends below the tick of its bucket.
        let fits = max(1, width / (longest + 2))
        let step = max(1, (categories.count + fits - 1) / fits)
        var placed: [(left: Int, label: String)] = []
        var room = width
        for category in stride(from: categories.count - 1, through: 0, by: -step) {
            let place = plot.across(category) / plot.canvas.dotsAcross
            let length = DisplayWidth.of(categories[category])
            // The first one may stand a little to the right.
            let left = max(place + 1 - length, 0)
            guard left + length <= room else { continue }
            placed.append((left, categories[category]))
            room = left - 2
            rule[place] = painter.unicode ? "┬" : "+"
        }
        var labels = ""
        for (left, label) in placed.reversed() {
            labels += String(repeating: " ", count: left - DisplayWidth.of(labels)) + label
        }
        let margin = String(repeating: " ", count: gutter)
        let corner = painter.unicode ? "└─" : "+-"
        output.write(margin + painter.paint(corner + rule.joined(), .faint) + "\n")
        output.write(margin + "  " + painter.paint(labels, .faint) + "\n")
    }

    private func writeLegend(_ drawn: [ChartData.Series], gutter: Int, to output: Output) {
        var entries: [String] = []
        if drawn.count > 1 {
            for (number, series) in drawn.enumerated() {
                let sign = !usesLetters(drawn) ? "━" : Self.letter(of: number)
                entries.append(palette.paint(sign + " " + series.name, series: number))
            }
        }
        if let first = drawn.first {
            if first.target.contains(where: { $0 != nil }) {
                let sign =
                    !usesLetters(drawn) ? "┅ target" : BrailleCanvas.letters[Self.targetSeries] + " target"
                entries.append(palette.paint(sign, series: Self.targetSeries))
            }
            if isBandOfOne(drawn), first.lower.contains(where: { $0 != nil }) {
                entries.append(painter.paint((usesLetters(drawn) ? ":" : "░") + " 95 % interval", .faint))
            }
        }
        let hidden = panel.series.count - drawn.count
        if hidden > 0 { entries.append("and \(hidden) more, not drawn") }
        guard !entries.isEmpty else { return }
        output.write(String(repeating: " ", count: gutter + 2) + entries.joined(separator: "  "))
        output.write("\n")
    }

    private static func writeLine(_ line: String, to output: Output) {
        var line = line
        while line.last == " " { line.removeLast() }
        output.write(line)
        output.write("\n")
    }
}
