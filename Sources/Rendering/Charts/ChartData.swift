import Basics

/// An answer as series to draw: one panel a metric, one series a combination of dimension values.
struct ChartData {
    /// The values of one line, or of all bars; as many as there are categories.
    struct Series: Equatable {
        var name: String
        var values: [Double?]
        /// The ends of the interval of each value, where there are any.
        var lower: [Double?]
        var upper: [Double?]
        var target: [Double?]
        /// What each value is compared with, by the first of the bases.
        var base: [Double?]
        /// What marks each value.
        var marks: [Marks]

        init(name: String, count: Int) {
            self.name = name
            values = Array(repeating: nil, count: count)
            lower = values
            upper = values
            target = values
            base = values
            marks = Array(repeating: [], count: count)
        }
    }

    /// One metric.
    struct Panel {
        let column: Column
        var series: [Series]

        /// Every number that the axis must reach.
        var numbers: [Double] {
            series.flatMap { [$0.values, $0.lower, $0.upper, $0.target, $0.base] }.flatMap(\.self).compactMap(
                \.self)
        }

        /// The name of what values are compared with; nil where that is nothing, or a line of its own.
        var baseName: String?

        var hasIntervals: Bool { series.contains { $0.lower.contains { $0 != nil } } }

        /// What marks any of its values.
        var marks: Marks {
            series.reduce(into: []) { marks, series in series.marks.forEach { marks.formUnion($0) } }
        }
    }

    /// What stands along the axis: buckets in time, or combinations of dimension values in the answer's order.
    private(set) var categories: [String] = []
    /// Whether the categories are buckets of time.
    let isTime: Bool
    private(set) var panels: [Panel] = []
    /// What was asked for and is not drawn, in sentences.
    private(set) var omissions: [String] = []
    /// What marks any of the categories, whose names have it behind them.
    private(set) var categoryMarks: Marks = []

    /// What marks anything that is drawn.
    var marks: Marks {
        panels.reduce(into: categoryMarks) { marks, panel in marks.formUnion(panel.marks) }
    }

    init(columns: [Column], rows: [[Cell]], provenance: Provenance, unicode: Bool = true) {
        let axes = Axes(columns, hasManyRows: rows.count > 1)
        isTime = axes.time != nil
        let periodMarks = PeriodMarks(provenance)
        var keys: [String] = []
        var names: [String] = []
        var categoryOfRow: [Int] = []
        var seriesOfRow: [Int] = []
        var categoryPlaces: [ExactText: Int] = [:]
        var seriesPlaces: [ExactText: Int] = [:]

        func place(_ key: String, in places: inout [ExactText: Int], _ all: inout [String]) -> Int {
            if let place = places[ExactText(key)] { return place }
            places[ExactText(key)] = all.count
            all.append(key)
            return all.count - 1
        }
        if let time = axes.time {
            for key in Set(rows.compactMap { $0[time].text }).sorted() {
                _ = place(key, in: &categoryPlaces, &keys)
            }
        }
        for row in rows {
            let name = axes.dimensions.map { Self.name(of: row[$0], column: columns[$0], unicode) }
                .joined(separator: unicode ? " · " : " - ")
            if let time = axes.time {
                categoryOfRow.append(row[time].text.flatMap { categoryPlaces[ExactText($0)] } ?? -1)
                seriesOfRow.append(place(name, in: &seriesPlaces, &names))
            } else {
                // Every row is a bar of its own, also where two have the same name.
                categoryOfRow.append(keys.count)
                keys.append(name)
                seriesOfRow.append(0)
            }
        }
        if names.isEmpty { names = [""] }
        categories = keys
        if let time = axes.time, case .period(let grain) = columns[time].role {
            let signs = Marks.Signs(unicode: unicode)
            categories = keys.map { key in
                let mark = periodMarks.mark(of: key)
                categoryMarks.formUnion(mark)
                return PeriodText.of(key, grain: grain, weekStart: provenance.weekStart)
                    + signs.text(of: mark)
            }
        }
        // A single bucket is no course.
        let isCourse = isTime && keys.count > 1
        for metric in axes.metrics {
            var panel = Panel(
                column: columns[metric.value],
                series: names.map { Series(name: $0, count: keys.count) })
            for (number, row) in rows.enumerated() where categoryOfRow[number] >= 0 {
                let category = categoryOfRow[number]
                let series = seriesOfRow[number]
                // Of a bucket to come there is nothing yet: a zero is no value.
                if isTime, periodMarks.isToCome(keys[category]), metric.hasNoCases(in: row) { continue }
                panel.series[series].marks[category] = metric.marks(in: row)
                panel.series[series].values[category] = row[metric.value].number
                panel.series[series].lower[category] = metric.lower.flatMap { row[$0].number }
                panel.series[series].upper[category] = metric.upper.flatMap { row[$0].number }
                panel.series[series].target[category] = metric.target.flatMap { row[$0].number }
                if !isCourse, let base = metric.bases.first {
                    panel.series[series].base[category] = row[base].number
                }
            }
            panel.baseName = isCourse ? nil : metric.bases.first.map { VisibleText.of(columns[$0].label) }
            // What has no value in the whole range has no line, and no entry in the legend.
            if isTime { panel.series.removeAll { $0.values.allSatisfy { $0 == nil } } }
            if isCourse, names.count == 1, !panel.series.isEmpty {
                addBases(of: metric, to: &panel, rows, categoryOfRow, columns)
            }
            note(metric, isCourse: isCourse, isSingle: names.count == 1, panel)
            panels.append(panel)
        }
    }

    /// Takes note of what there is no room for.
    private mutating func note(_ metric: Axes.Metric, isCourse: Bool, isSingle: Bool, _ panel: Panel) {
        var omitted: [String] = []
        if isCourse, !isSingle {
            if !metric.bases.isEmpty {
                omitted.append("what values are compared with is drawn of one line only")
            }
            if panel.hasIntervals { omitted.append("intervals are drawn of one line only") }
        }
        if !isCourse, metric.bases.count > 1 { omitted.append("only the first comparison is drawn") }
        omissions += omitted.filter { !omissions.contains($0) }
    }

    /// Comparisons are lines of their own, where there is one line they belong to.
    private func addBases(
        of metric: Axes.Metric, to panel: inout Panel, _ rows: [[Cell]], _ categoryOfRow: [Int],
        _ columns: [Column]
    ) {
        guard !metric.bases.isEmpty else { return }
        // Beside another line, the metric's own needs a name.
        if panel.series[0].name.isEmpty { panel.series[0].name = VisibleText.of(panel.column.label) }
        for base in metric.bases {
            var series = Series(name: VisibleText.of(columns[base].label), count: categories.count)
            for (number, row) in rows.enumerated() where categoryOfRow[number] >= 0 {
                series.values[categoryOfRow[number]] = row[base].number
            }
            panel.series.append(series)
        }
    }

    private static func name(of cell: Cell, column: Column, _ unicode: Bool) -> String {
        cell.isNull ? (unicode ? "–" : "-") : ValueText.of(cell, column: column, unicode: unicode)
    }
}

extension ChartData {
    /// Which columns are drawn, and along what.
    private struct Axes {
        struct Metric {
            let value: Int
            var lower: Int?
            var upper: Int?
            var target: Int?
            var cases: Int?
            var lowCases: Int?
            var approximate: Int?
            var bases: [Int] = []

            func hasNoCases(in row: [Cell]) -> Bool { cases.map { row[$0].number == 0 } ?? false }

            func marks(in row: [Cell]) -> Marks {
                guard row[value].number != nil else { return [] }
                var marks: Marks = []
                if let lowCases, row[lowCases] == .boolean(true) { marks.insert(.lowCases) }
                if let approximate, row[approximate] == .boolean(true) { marks.insert(.approximate) }
                return marks
            }
        }

        var time: Int?
        var dimensions: [Int] = []
        var metrics: [Metric] = []

        init(_ columns: [Column], hasManyRows: Bool) {
            for (place, column) in columns.enumerated() {
                switch column.role {
                case .period: time = place
                case .dimension: dimensions.append(place)
                case .value: metrics.append(Metric(value: place))
                default: break
                }
            }
            for (place, column) in columns.enumerated() {
                func update(_ metric: String, _ change: (inout Metric) -> Void) {
                    guard let index = metrics.firstIndex(where: { columns[$0.value].name == metric })
                    else { return }
                    change(&metrics[index])
                }
                switch column.role {
                case .lower(let metric): update(metric) { $0.lower = place }
                case .upper(let metric): update(metric) { $0.upper = place }
                case .target(let metric): update(metric) { $0.target = place }
                case .cases(let metric): update(metric) { $0.cases = place }
                case .approximate(let metric): update(metric) { $0.approximate = place }
                case .lowCases(let metric):
                    // A count is its own number of cases, and never too few to lean on.
                    update(metric) { if !columns[$0.value].isCount { $0.lowCases = place } }
                case .base(let metric): update(metric) { $0.bases.append(place) }
                default: break
                }
            }
            guard metrics.isEmpty else { return }
            // An SQL result says only what type its columns have.
            for (place, column) in columns.enumerated() where column.role == .plain {
                if column.kind.isNumeric {
                    metrics.append(Metric(value: place))
                } else if time == nil, column.kind == .date || column.kind == .timestamp {
                    time = place
                } else {
                    dimensions.append(place)
                }
            }
            // Numbers alone: the first names the rows.
            if hasManyRows, time == nil, dimensions.isEmpty, metrics.count > 1 {
                dimensions.append(metrics.removeFirst().value)
            }
        }
    }
}
