/// md: a table for a document, values as people read them, with its provenance below.
struct MarkdownSink: RowSink {
    private let output: Output
    private var presentation = Presentation([], provenance: Provenance(query: ""), unicode: true)
    private var provenance = Provenance(query: "")

    init(output: Output) {
        self.output = output
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        presentation = Presentation(columns, provenance: provenance, unicode: true)
        self.provenance = provenance
        if let headline = provenance.headline {
            output.write("**\(Self.escaped(VisibleText.of(headline)))**\n\n")
        }
        writeLine(presentation.headings.map { Self.escaped(VisibleText.of($0.label)) })
        writeLine(presentation.headings.map { $0.isNumeric ? "---:" : "---" })
        try output.drain()
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        writeLine(presentation.fields(cells).map { Self.escaped($0.text + $0.mark) })
        try output.drain()
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        for total in closing.totals {
            writeLine(
                presentation.totalFields(total).map {
                    $0.text.isEmpty ? "" : "**\(Self.escaped($0.text + $0.mark))**"
                })
        }
        let lines = presentation.notes + closing.footer
        if !lines.isEmpty {
            output.write("\n")
            for line in lines { output.write("\(Self.escaped(VisibleText.of(line)))  \n") }
        }
        output.write("\n")
        for entry in provenance.statements {
            let text = entry.isCode ? Self.code(entry.text) : Self.escaped(VisibleText.of(entry.text))
            output.write("- \(Self.escaped(VisibleText.of(entry.name))): \(text)\n")
        }
        try output.commit()
    }

    private func writeLine(_ cells: [String]) {
        output.write("|")
        for cell in cells { output.write(cell.isEmpty ? " |" : " \(cell) |") }
        output.write("\n")
    }

    /// Text with everything escaped that Markdown, or the HTML in it, would give a meaning.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "<": escaped += "&lt;"
            case "&": escaped += "&amp;"
            case "\\", "|", "*", "_", "`", "[", "]", "~", "#": escaped += "\\\(character)"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// Text as code: in one more backtick than any run of them inside.
    private static func code(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        var longest = 0
        var run = 0
        for character in line {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return longest > 0 ? "\(fence) \(line) \(fence)" : "\(fence)\(line)\(fence)"
    }
}
