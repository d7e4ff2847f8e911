import PostgresClient
package import Rendering
package import Warehouse

/// The list of rejects.
package struct RejectPresentation {
    private let load: Int?
    /// How many characters of a row are shown; nil for all.
    private let longestRaw: Int?

    /// - Parameters:
    ///   - load: only those of this load; nil: those that are open.
    ///   - isForPeople: whether of a row of megabytes only the beginning is shown.
    package init(load: Int?, isForPeople: Bool) {
        self.load = load
        longestRaw = isForPeople ? 300 : nil
    }

    /// Writes the list; raw bytes that are no text are shown as `\xNN`.
    package func run(on warehouse: inout Warehouse, into sink: any RowSink) throws {
        var sink = sink
        var isCut = false
        func shown(_ raw: String) -> String {
            guard let longestRaw, raw.count > longestRaw else { return raw }
            isCut = true
            return raw.prefix(longestRaw) + "…"
        }
        try sink.begin(
            [
                Column("reject_id", kind: .integer), Column("load", kind: .integer), Column("source"),
                Column("entity"), Column("file"), Column("line", kind: .integer), Column("column"),
                Column("reason"),
                Column("raw"),
            ], provenance: Provenance(query: "rejects"))
        try warehouse.forEachReject(load: load) { reject in
            try sink.row([
                .integer(reject.id), .integer(reject.loadID), .text(reject.source), .text(reject.entity),
                .text(reject.file), .integer(reject.line), reject.column.map { .text($0) } ?? .null,
                .text(reject.reason), .text(shown(reject.shownRaw)),
            ])
        }
        let note = longestRaw.map { "raw is cut after \($0) characters; --format csv has it whole" }
        try sink.finish(Closing(footer: isCut ? [note].compactMap(\.self) : []))
    }
}
