import PostgresClient
package import Rendering
package import Warehouse

/// The list of rejects.
package struct RejectPresentation {
    private let load: Int?

    /// - Parameter load: only those of this load; nil: those that are open.
    package init(load: Int?) {
        self.load = load
    }

    /// Writes the list; raw bytes that are no text are shown as `\xNN`.
    package func run(on warehouse: inout Warehouse, into sink: any RowSink) throws {
        var sink = sink
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
                .text(reject.reason), .text(reject.shownRaw),
            ])
        }
        try sink.finish(Closing())
    }
}
