import CLibXLSXWriter

/// The chart sheets of a workbook, one a metric, over a sheet with the numbers they draw: a column a series.
struct ChartSheets {
    /// Beyond this a legend is no longer read.
    private static let seriesLimit = 24
    /// Metrics that get a chart.
    private static let panelLimit = 6

    let workbook: Workbook
    let data: ChartData

    /// Adds the sheets, none where there is nothing to compare; returns what a reader of them should know.
    func write() throws(OutputError) -> [String] {
        guard data.categories.count > 1 else { return [] }
        let panels = data.panels.filter { !$0.numbers.isEmpty }
        var notes = data.categoryMarks.notes(unicode: true)
        for (number, panel) in panels.prefix(Self.panelLimit).enumerated() {
            let suffix = number == 0 ? "" : " \(number + 1)"
            let type = data.isTime ? LXW_CHART_LINE : LXW_CHART_BAR
            try workbook.addChartSheet("Chart\(suffix)", type: type) { chart throws(OutputError) in
                let name = "Chart data\(suffix)"
                let columns = try writeNumbers(of: panel, to: workbook.addSheet(name))
                addSeries(columns, over: name, to: chart)
                configure(chart, panel: panel, hasLegend: columns.count > 1)
            }
            if let part = Self.partDrawn(of: panel) {
                notes.append("the chart of \(panel.column.sheetHeading) draws \(part)")
            }
        }
        if panels.count > Self.panelLimit {
            notes.append(
                "charts are drawn of the first \(Self.panelLimit) of \(panels.count) columns of numbers")
        }
        return notes
    }

    /// How many series are drawn, where not all of them are.
    private static func partDrawn(of panel: ChartData.Panel) -> String? {
        guard panel.series.count > seriesLimit else { return nil }
        return "the first \(seriesLimit) of \(panel.series.count) series"
    }

    private func addSeries(
        _ columns: [(place: UInt16, isTarget: Bool)], over sheet: String,
        to chart: UnsafeMutablePointer<lxw_chart>
    ) {
        let last = UInt32(data.categories.count)
        for column in columns {
            guard let series = chart_add_series(chart, nil, nil) else { continue }
            chart_series_set_categories(series, sheet, 1, 0, last, 0)
            chart_series_set_values(series, sheet, 1, column.place, last, column.place)
            chart_series_set_name_range(series, sheet, 0, column.place)
            guard column.isTarget else { continue }
            var line = lxw_chart_line()
            line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue)
            chart_series_set_line(series, &line)
        }
    }

    private func configure(_ chart: UnsafeMutablePointer<lxw_chart>, panel: ChartData.Panel, hasLegend: Bool)
    {
        let part = Self.partDrawn(of: panel).map { ", \($0)" } ?? ""
        // What begins with `=` would be taken for the name of a cell.
        chart_title_set_name(chart, Formula.defused(panel.column.sheetHeading) + part)
        // In a bar chart libxlsxwriter still calls the axis of values y.
        chart_axis_set_num_format(chart.pointee.y_axis, panel.column.numberFormat)
        if !data.isTime { chart_axis_set_reverse(chart.pointee.x_axis) }
        if !hasLegend { chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue)) }
    }

    /// Writes a panel's numbers and says which columns are to be drawn.
    private func writeNumbers(
        of panel: ChartData.Panel, to sheet: UnsafeMutablePointer<lxw_worksheet>
    ) throws(OutputError) -> [(place: UInt16, isTarget: Bool)] {
        let format = workbook.format(number: panel.column.numberFormat)
        var columns = panel.series.prefix(Self.seriesLimit).map { series in
            (
                name: series.name.isEmpty ? panel.column.sheetHeading : series.name, values: series.values,
                isTarget: false
            )
        }
        if let target = panel.series.first?.target, target.contains(where: { $0 != nil }) {
            columns.append((name: "Target", values: target, isTarget: true))
        }
        for (position, column) in columns.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(position + 1), SheetText(column.name).text, nil)
        }
        worksheet_set_column(sheet, 0, UInt16(columns.count), 14, nil)
        worksheet_freeze_panes(sheet, 1, 1)
        workbook.rowCount += 1 + data.categories.count
        // Row by row, as a streamed workbook needs it.
        for (line, category) in data.categories.enumerated() {
            worksheet_write_string(sheet, UInt32(line + 1), 0, SheetText(category).text, nil)
            for (position, column) in columns.enumerated() {
                guard let value = column.values[line] else { continue }
                worksheet_write_number(sheet, UInt32(line + 1), UInt16(position + 1), value, format)
            }
        }
        return columns.enumerated().map { (UInt16($0.offset + 1), $0.element.isTarget) }
    }
}
