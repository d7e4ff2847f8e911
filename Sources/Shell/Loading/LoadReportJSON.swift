import Intake
import Rendering
import Warehouse

/// A load's report as JSON: for a log, and for the file beside a file of an inbox.
struct LoadReportJSON {
    let report: LoadReport

    /// What the load was and did, as members of an object, without its braces.
    var members: String {
        let output = Output()
        output.write("\"load\": \(report.loadID), \"source\": ")
        output.write(jsonString: report.source)
        output.write(", \"seconds\": \(Self.seconds(report.seconds)), \"read\": \(report.read)")
        let sums = report.entities.reduce(into: (added: 0, changed: 0, unchanged: 0)) { sums, entity in
            sums.added += entity.added
            sums.changed += entity.changed
            sums.unchanged += entity.unchanged
        }
        output.write(
            ", \"added\": \(sums.added), \"changed\": \(sums.changed), \"unchanged\": \(sums.unchanged)")
        let waiting = report.waiting.reduce(0) { $0 + $1.rows }
        output.write(", \"rejected\": \(report.rejected), \"waiting\": \(waiting)")
        return output.contents
    }

    /// Everything the report says, as members of an object, without its braces.
    var allMembers: String {
        let output = Output()
        output.write(members)
        output.write(", \"timezone\": ")
        output.write(jsonString: report.timezone)
        output.write(", \"stages\": {")
        list(report.stages, to: output) { stage in
            output.write(jsonString: stage.name)
            output.write(": \(Self.seconds(stage.seconds))")
        }
        output.write("}, \"entities\": [")
        list(report.entities, to: output) { entity in
            output.write("{")
            output.write(self.members(of: entity))
            output.write("}")
        }
        output.write("], \"first_rejects\": [")
        list(report.firstRejects, to: output) { output.write(Self.object(of: $0)) }
        output.write("], \"left_alone\": [")
        list(report.leftAlone, to: output) { output.write(jsonString: $0) }
        output.write("], \"quality\": ")
        QualityJSON.write(report.quality, to: output)
        return output.contents
    }

    /// What became of an entity's rows.
    func members(of entity: LoadReport.Entity) -> String {
        let waiting = report.waiting.first { $0.entity == entity.name }?.rows ?? 0
        let output = Output()
        output.write("\"entity\": ")
        output.write(jsonString: entity.name)
        output.write(", \"read\": \(entity.read), \"added\": \(entity.added), \"changed\": \(entity.changed)")
        output.write(
            ", \"unchanged\": \(entity.unchanged), \"rejected\": \(entity.rejected), \"waiting\": \(waiting)")
        return output.contents
    }

    /// A reject, without the row itself, which may hold what should not be in a log.
    static func object(of reject: Reject) -> String {
        let output = Output()
        output.write("{\"file\": ")
        output.write(jsonString: reject.file)
        output.write(", \"line\": \(reject.line), \"column\": ")
        output.write(json: reject.column.map { .text($0) } ?? .null)
        output.write(", \"reason\": ")
        output.write(jsonString: reject.reason)
        output.write("}")
        return output.contents
    }

    /// Seconds with three decimals.
    static func seconds(_ value: Double) -> String {
        let milliseconds = Int((value * 1_000).rounded())
        let fraction = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }

    private func list<Element>(_ elements: [Element], to output: Output, _ write: (Element) -> Void) {
        for (position, element) in elements.enumerated() {
            if position > 0 { output.write(", ") }
            write(element)
        }
    }
}
