package import Rendering
package import Warehouse

/// The status of the warehouse, for people and for monitors.
package struct StatusPresentation {
    private let status: WarehouseStatus

    package init(_ status: WarehouseStatus) {
        self.status = status
    }

    /// Writes the state in lines, then the newest loads and the row counts as tables.
    package func writeTables(to output: Output, screen: Screen) throws {
        FreshnessPresentation(status.freshness).writeLines(to: output)
        let openRejects = status.openRejects.map(String.init) ?? "being written"
        if status.isBeingFilled {
            output.write("open rejects \(openRejects)\n")
            output.write(
                "a load fills tables that were empty; rows and sizes are counted when it is done\n\n")
        } else {
            output.write(
                "open rejects \(openRejects), rows waiting for their ticket \(status.waiting)\n")
            let layers = status.layers.map { "\($0.name) \(Self.megabytes($0.bytes))" }
            output.write("on disk: \(layers.joined(separator: ", "))\n\n")
        }

        let loadColumns = [
            Column("load", kind: .integer), Column("source"), Column("through"),
            Column("finished", kind: .timestamp),
            Column("seconds", kind: .decimal, decimals: 2), Column("read", kind: .integer),
            Column("added", kind: .integer), Column("changed", kind: .integer),
            Column("rejected", kind: .integer),
        ]
        let loadRows: [[Cell]] = status.loads.map { load in
            [
                .integer(load.number), .text(load.source), .text(load.mapping), .text(load.finishedAt),
                .double(load.seconds), .integer(load.read), .integer(load.added), .integer(load.changed),
                .integer(load.rejected),
            ]
        }
        try writeQuality(to: output, screen: screen)
        try write("loads", loadColumns, loadRows, to: output, screen: screen)
        let tableRows: [[Cell]] = status.tables.map { [.text($0.name), .integer($0.rows)] }
        try write(
            "rows", [Column("table"), Column("rows", kind: .integer)], tableRows, to: output, screen: screen)
    }

    private func writeQuality(to output: Output, screen: Screen) throws {
        guard !status.quality.isEmpty else { return output.write("quality checks: nothing found\n\n") }
        let rows: [[Cell]] = status.quality.map { result in
            [
                .text(result.severity), .text(result.title), .integer(result.count),
                .text(result.samples.prefix(3).joined(separator: ", ")), .text(result.name),
            ]
        }
        let columns = [
            Column("severity"), Column("quality check"), Column("rows", kind: .integer), Column("such as"),
            Column("name"),
        ]
        try write("quality", columns, rows, to: output, screen: screen)
        let meanings = status.quality.map { (label: $0.name, text: $0.meaning) }
        output.write(LabelledText(meanings, width: screen.width).text + "\n")
    }

    private func write(
        _ name: String, _ columns: [Column], _ rows: [[Cell]], to output: Output, screen: Screen
    ) throws {
        var screen = screen
        screen.height = nil
        try Format.table.sink(to: output, screen: screen).write(
            columns, rows, provenance: Provenance(query: name))
    }

    /// Writes one object.
    package func writeJSON(to output: Output) {
        var members = FreshnessPresentation(status.freshness).members
        if status.isBeingFilled { members.append(("being_filled", .boolean(true))) }
        members += [
            ("open_rejects", .integer(status.openRejects)), ("waiting", .integer(status.waiting)),
            ("rows", .object(status.tables.map { ($0.name, .integer($0.rows)) })),
            ("bytes", .object(status.layers.map { ($0.name, .integer($0.bytes)) })),
            ("loads", .array(status.loads.map(Self.object(of:)))), ("quality", .quality(status.quality)),
        ]
        output.write(json: .object(members))
        output.write("\n")
    }

    private static func object(of load: WarehouseStatus.Load) -> JSONValue {
        [
            "load": .integer(load.number), "source": .text(load.source), "mapping": .text(load.mapping),
            "finished_at": .text(load.finishedAt), "seconds": .double(load.seconds),
            "read": .integer(load.read), "added": .integer(load.added), "changed": .integer(load.changed),
            "rejected": .integer(load.rejected),
        ]
    }

    private static func megabytes(_ bytes: Int) -> String {
        NumberText.fixed(Double(bytes) / 1_048_576, decimals: 1, isGrouped: false) + " MB"
    }
}
