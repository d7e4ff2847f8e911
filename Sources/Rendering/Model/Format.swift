/// The output formats, by the word that asks for them: `as csv`, `--format json`.
package enum Format: String, Sendable, Hashable, CaseIterable {
    case table, chart, csv, tsv, json, ndjson, md, html, xlsx

    /// The format that a path's ending asks for, where it asks for one.
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "md", "markdown": self = .md
        case "html", "htm": self = .html
        case "xlsx": self = .xlsx
        case "txt": self = .table
        default: return nil
        }
    }

    /// Whether the format is bytes that a terminal should not be shown.
    package var isBinary: Bool { self == .xlsx }
}
