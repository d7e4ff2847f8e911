extension [Column] {
    /// The columns' headings on a sheet: where several of them would have the same one, each says which metric it is of.
    var sheetHeadings: [String] {
        var counts: [String: Int] = [:]
        for column in self where column.isInFiles { counts[column.sheetHeading, default: 0] += 1 }
        return map { column in
            guard counts[column.sheetHeading, default: 0] > 1,
                let metric = first(where: { $0.name == column.metricName })
            else { return column.sheetHeading }
            return "\(metric.label) \(column.sheetHeading)"
        }
    }
}

extension Column {
    /// The heading on a sheet: with the unit of its numbers, which are those of the machine form.
    var sheetHeading: String {
        guard let unit = kind.unit, kind != .points else { return label }
        return "\(label) (\(unit))"
    }

    /// The number format of the column's cells.
    ///
    /// A cell always holds the number of the machine form, so that a sheet, a CSV and a script agree: durations are
    /// seconds and rates are percent (80.0 is 80 %). The format only says how it looks.
    var numberFormat: String {
        switch kind {
        case .integer: role == .plain ? "0" : "#,##0"
        case .percent: "0.0\" %\""
        case .points: "0.0"
        case .duration: "#,##0.0"
        case .money: "#,##0" + (decimals == 0 ? "" : "." + String(repeating: "0", count: decimals ?? 2))
        case .date:
            switch role {
            case .period(.month): "yyyy-mm"
            case .period(.year): "yyyy"
            default: "yyyy-mm-dd"
            }
        case .timestamp: "yyyy-mm-dd hh:mm:ss"
        // Excel shows a boolean by itself; LibreOffice shows it as 0 or 1 unless told.
        case .boolean: "\"TRUE\";\"TRUE\";\"FALSE\""
        case .decimal, .float, .interval, .intervals, .text, .literal, .json: "General"
        }
    }
}
