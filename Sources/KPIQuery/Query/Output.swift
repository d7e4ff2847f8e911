/// The `as` clause: the form of the answer and where it goes.
package struct Output: Hashable, Sendable {
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case table, chart, csv, tsv, json, ndjson, md, html, xlsx
    }

    package var format: Format
    /// The file to write, as written (quotes taken off, `~` not expanded); `nil` is standard output.
    package var path: Located<String>?

    package init(format: Format, path: Located<String>? = nil) {
        self.format = format
        self.path = path
    }
}
