import Intake
import Rendering
import Warehouse

/// A load's report as JSON: for a log, and for the file beside a file of an inbox.
struct LoadReportJSON {
    let report: LoadReport

    /// What the load was and did.
    var members: [JSONValue.Member] {
        func sum(_ count: (LoadReport.Entity) -> Int) -> JSONValue {
            .integer(report.entities.reduce(0) { $0 + count($1) })
        }
        return [
            ("load", .integer(report.loadID)), ("source", .text(report.source)),
            ("timezone", .text(report.timezone)),
            ("seconds", .seconds(report.seconds)), ("read", .integer(report.read)),
            ("added", sum(\.added)), ("changed", sum(\.changed)), ("unchanged", sum(\.unchanged)),
            ("rejected", .integer(report.rejected)),
            ("waiting", .integer(report.waiting.reduce(0) { $0 + $1.rows })),
            ("used_default_timezone", .boolean(report.usedDefaultTimezone)),
            ("mapped_in_default_timezone", .boolean(report.mappedInDefaultTimezone)),
            ("ambiguous_instants", .integer(report.ambiguousInstants)),
            (
                "misnamed_columns",
                .array(
                    report.misnamedColumns.map {
                        ["file": .text($0.file), "column": .text($0.column), "meant": .text($0.meant)]
                    })
            ),
            ("left_alone", .array(report.leftAlone.map { .text($0) })),
            ("skipped_mappings", .array(report.skippedMappings.map { .text($0) })),
        ]
    }

    /// Everything the report says: also what a log has events of their own for.
    var allMembers: [JSONValue.Member] {
        members + [
            ("stages", .object(report.stages.map { ($0.name, .seconds($0.seconds)) })),
            ("entities", .array(report.entities.map { .object(self.members(of: $0)) })),
            ("first_rejects", .array(report.firstRejects.map { Self.object(of: $0) })),
            ("quality", .quality(report.quality)),
        ]
    }

    /// What became of an entity's rows.
    func members(of entity: LoadReport.Entity) -> [JSONValue.Member] {
        let waiting = report.waiting.first { $0.entity == entity.name }?.rows ?? 0
        return [
            ("entity", .text(entity.name)), ("read", .integer(entity.read)),
            ("added", .integer(entity.added)), ("changed", .integer(entity.changed)),
            ("unchanged", .integer(entity.unchanged)), ("rejected", .integer(entity.rejected)),
            ("waiting", .integer(waiting)),
        ]
    }

    /// A reject, without the row itself, which may hold what should not be in a log.
    static func object(of reject: Reject) -> JSONValue {
        [
            "file": .text(reject.file), "line": .integer(reject.line), "column": .text(reject.column),
            "reason": .text(reject.reason),
        ]
    }
}
