extension Format {
    /// A sink that writes an answer in this format.
    ///
    /// csv, tsv and ndjson have no room for where an answer comes from: written to a file, they get a second one
    /// beside it, `<path>.about.json`.
    ///
    /// - Parameters:
    ///   - output: where to; `finish` commits it.
    ///   - screen: what the place can show; only table and chart ask.
    ///   - defusesFormulas: whether csv, tsv and html put `'` before text that a spreadsheet would run as a formula. A
    ///     workbook says of each cell what it is and needs no such mark; the other formats are not for spreadsheets.
    ///   - delimiter: what stands between the fields of csv and tsv, if not what they are called after.
    ///   - hasHeader: whether csv and tsv begin with the columns' names.
    /// - Returns: a sink to be begun.
    package func sink(
        to output: Output, screen: Screen = Screen(), defusesFormulas: Bool = true, delimiter: UInt8? = nil,
        hasHeader: Bool = true
    ) -> any RowSink {
        switch self {
        case .table: TableSink(output: output, screen: screen)
        case .csv:
            AboutSink(
                DelimitedSink(
                    output: output, delimiter: delimiter ?? UInt8(ascii: ","),
                    defusesFormulas: defusesFormulas, hasHeader: hasHeader),
                output: output)
        case .tsv:
            AboutSink(
                DelimitedSink(
                    output: output, delimiter: delimiter ?? 0x09, defusesFormulas: defusesFormulas,
                    hasHeader: hasHeader),
                output: output)
        case .ndjson: AboutSink(NDJSONSink(output: output), output: output, hasMembers: true)
        case .json: JSONSink(output: output)
        case .md: MarkdownSink(output: output)
        case .html: HTMLSink(output: output, defusesFormulas: defusesFormulas)
        case .chart: ChartSink(output: output, screen: screen)
        case .xlsx: WorkbookSink(output: output)
        }
    }
}
