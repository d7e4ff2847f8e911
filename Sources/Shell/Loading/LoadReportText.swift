import Intake
import Rendering
package import Warehouse

/// A load's report for people.
package struct LoadReportText {
    private let report: LoadReport

    package init(_ report: LoadReport) {
        self.report = report
    }

    /// Several lines, each ended.
    package var text: String {
        var lines = ["load \(report.loadID) of source \(report.source)"]
        lines += table
        for reject in report.firstRejects.prefix(5) {
            lines.append("  rejected: \(reject.place): \(reject.reason)")
        }
        if report.rejected > 0 {
            let rows = report.rejected == 1 ? "1 row was" : "\(report.rejected) rows were"
            lines.append("\(rows) rejected and kept: deskhouse rejects")
        }
        for waiting in report.waiting {
            let entity = waiting.rows == 1 ? waiting.entity.dropLast() : waiting.entity[...]
            lines.append("waiting for their ticket, of all loads: \(waiting.rows) \(entity)")
        }
        lines += quality
        if report.usedDefaultTimezone {
            lines.append(
                "times without an offset were read as UTC; say --source-timezone ZONE if they are local")
        } else if report.mappedInDefaultTimezone {
            lines.append(
                "times without an offset that the source's SQL reads were taken for UTC; "
                    + "say --source-timezone ZONE if there are any, and they are local")
        }
        if report.ambiguousInstants > 0 {
            let times =
                report.ambiguousInstants == 1
                ? "1 local time falls" : "\(report.ambiguousInstants) local times fall"
            lines.append(
                "\(times) into a clock change of \(report.timezone), read as PostgreSQL reads such times")
        }
        for column in report.misnamedColumns {
            lines.append(
                "\(column.file): \"\(column.column)\" is kept as an attribute; did you mean \(column.meant)? "
                    + "Rename it, or write a source")
        }
        for name in report.leftAlone { lines.append("left alone, of no known entity: \(name)") }
        for name in report.skippedMappings { lines.append("not used, its input is not there: \(name)") }
        let stages = report.stages.map { "\($0.name) \(Self.seconds($0.seconds))" }
        lines.append("seconds: \(stages.joined(separator: ", "))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// What the checks found; what the load before left as it is now is counted only, or what is new would drown in it.
    private var quality: [String] {
        // What waits is told already.
        let told = report.waiting.map { "\($0.entity)_waiting" }
        let untold = report.quality.filter { !told.contains($0.name) }
        let known = untold.count(where: \.isKnown)
        return untold.filter { !$0.isKnown }.map {
            "\($0.severity): \($0.title): \($0.count) (\($0.samples.first ?? "") …)"
        } + (known > 0 ? ["as before, \(known) quality check\(known == 1 ? "" : "s"): deskhouse status"] : [])
    }

    private var table: [String] {
        let isWaiting = !report.waiting.isEmpty
        let heading =
            ["entity", "read", "added", "changed", "unchanged", "rejected"] + (isWaiting ? ["waiting"] : [])
        let rows = report.entities.map { entity in
            let waiting = report.waiting.first { $0.entity == entity.name }
            return [
                entity.name, "\(entity.read)", "\(entity.added)", "\(entity.changed)", "\(entity.unchanged)",
                "\(entity.rejected)",
            ] + (isWaiting ? [waiting.map { "\($0.rows)" } ?? ""] : [])
        }
        let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
        return ([heading] + rows).map { row in
            let cells = row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + padding : padding + text
            }
            return "  " + cells.joined(separator: "  ")
        }
    }

    private static func seconds(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
