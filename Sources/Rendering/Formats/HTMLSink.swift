/// html: one page that needs nothing else, with an accessible table and its provenance.
///
/// Values are written as people read them; a number's own value is its `data-value`, so that nothing is rounded away.
/// Spreadsheets open such pages, and people copy from them: what would be run there has `'` before it, as in csv. That
/// a cell is text could also be said in Office's own style (`mso-number-format`), but only Excel heeds it, and no
/// browser copies it along.
struct HTMLSink: RowSink {
    private let output: Output
    private let defusesFormulas: Bool
    private var presentation = Presentation([], provenance: Provenance(query: ""), unicode: true)
    private var provenance = Provenance(query: "")
    private var rowCount = 0

    init(output: Output, defusesFormulas: Bool = true) {
        self.output = output
        self.defusesFormulas = defusesFormulas
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        presentation = Presentation(columns, provenance: provenance, unicode: true)
        self.provenance = provenance
        let caption = provenance.headline ?? provenance.query
        output.write(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(provenance.query))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <div class="scroll" role="region" aria-labelledby="caption" tabindex="0">
            <table>
            <caption id="caption">\(escapedText(caption))</caption>
            <thead>
            <tr>
            """)
        for heading in presentation.headings {
            let kind = heading.isNumeric ? " class=\"number\"" : ""
            output.write("<th scope=\"col\"\(kind)>\(escapedText(heading.label))</th>")
        }
        output.write("</tr>\n</thead>\n<tbody>\n")
        try output.drain()
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        rowCount += 1
        writeRow(presentation.fields(cells), cells)
        try output.drain()
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        output.write("</tbody>\n")
        if !closing.totals.isEmpty {
            output.write("<tfoot>\n")
            for total in closing.totals { writeRow(presentation.totalFields(total), total) }
            output.write("</tfoot>\n")
        }
        output.write("</table>\n</div>\n</main>\n<footer>\n")
        let count = rowCount == 1 ? "1 row" : "\(NumberText.grouped(rowCount)) rows"
        for line in [count] + presentation.notes + closing.footer {
            output.write("<p>\(escapedText(line))</p>\n")
        }
        output.write("<dl>\n")
        for entry in provenance.statements {
            let text = escapedText(entry.text)
            let description = entry.isCode ? "<code>\(text)</code>" : text
            output.write("<dt>\(escapedText(entry.name))</dt><dd>\(description)</dd>\n")
        }
        output.write("</dl>\n</footer>\n</body>\n</html>\n")
        try output.commit()
    }

    private func writeRow(_ fields: [Presentation.Field], _ cells: [Cell]) {
        output.write("<tr>")
        for (heading, field) in zip(presentation.headings, fields) {
            var classes: [String] = []
            if heading.isNumeric { classes.append("number") }
            switch field.tone {
            case .plain: break
            case .good: classes.append("good")
            case .bad: classes.append("bad")
            case .faint: classes.append("faint")
            }
            var attributes = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
            if heading.isNumeric, case .cell(let place, _, _) = heading.content, !cells[place].isNull {
                attributes += " data-value=\"\(Self.escaped(Self.machineText(cells[place])))\""
            }
            let text = field.text + field.mark
            let isFree = isFree(heading, cells)
            output.write("<td\(attributes)>\(isFree ? escapedText(text) : Self.escaped(text))</td>")
        }
        output.write("</tr>\n")
    }

    /// Whether what is seen is text that somebody was free to write, not ours and not a value of another type.
    private func isFree(_ heading: Presentation.Heading, _ cells: [Cell]) -> Bool {
        guard case .cell(let place, _, _) = heading.content, case .text = cells[place] else { return false }
        return presentation.columns[place].kind.isFreeText
    }

    /// A value as files have it; what is no number of JSON's (`NaN`) goes by its name.
    private static func machineText(_ cell: Cell) -> String {
        switch cell {
        case .text(let text), .decimal(let text): return text
        default:
            let value = Output()
            value.write(json: cell)
            return value.contents
        }
    }

    /// Text as HTML that no spreadsheet runs.
    private func escapedText(_ text: String) -> String {
        Self.escaped(defusesFormulas ? Formula.defused(text) : text)
    }

    /// Text as HTML, in an element or in a quoted attribute.
    private static func escaped(_ text: String) -> String {
        let text = VisibleText.of(text)
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Colours have a contrast of at least 4.5 : 1 on both backgrounds, and an arrow says the same.
    private static let style = """
        :root { color-scheme: light dark; --rule: #8884; --faint: #666; --good: #17692c; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --faint: #aaa; --good: #6fcf87; --bad: #ff8a80; } }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: 600; padding: .5rem 0; }
        th, td { padding: .3rem .7rem; text-align: left; border-bottom: 1px solid var(--rule); }
        thead th { position: sticky; top: 0; background: Canvas; }
        tfoot td { font-weight: 600; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .good { color: var(--good); } .bad { color: var(--bad); } .faint { color: var(--faint); }
        footer { color: var(--faint); font-size: .9em; margin-top: 1rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
        dt { font-weight: 600; } dd { margin: 0; }
        """
}
