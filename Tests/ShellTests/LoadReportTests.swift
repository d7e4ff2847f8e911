import Rendering
import Testing

@testable import Shell
@testable import Warehouse

/// What people and programs are told of a load.
@Suite struct LoadReportTests {
    /// A report that grows grows in JSON too, which is all that nobody looks on of an unattended load.
    @Test func everythingThatAReportSaysIsInItsJSON() {
        let report = LoadReport()
        let names = LoadReportJSON(report: report).allMembers.map(\.0)
        for child in Mirror(reflecting: report).children {
            let property = child.label ?? ""
            let snakeCase = property.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
            #expect(names.contains(property == "loadID" ? "load" : snakeCase), "\(property)")
        }
        #expect(Set(names).count == names.count)
    }

    /// The last line has all that no line before it has.
    @Test func aLogEndsWithWhatHasNoEventOfItsOwn() {
        var report = LoadReport()
        report.usedDefaultTimezone = true
        report.mappedInDefaultTimezone = true
        report.ambiguousInstants = 3
        report.leftAlone = ["notes.txt"]
        report.skippedMappings = ["sql/sources/x/surveys.sql"]
        report.misnamedColumns = [
            LoadReport.MisnamedColumn(file: "tickets.csv", column: "Team", meant: "team")
        ]
        var lines: [String] = []
        LogFormat.json.log(on: Screen(width: 80)) { lines.append($0) }.finish(report, exitCode: 0)
        let last = lines.last ?? ""
        for member in [
            #""event":"finished""#, #""used_default_timezone":true"#, #""mapped_in_default_timezone":true"#,
            #""ambiguous_instants":3"#, #""left_alone":["notes.txt"]"#,
            #""skipped_mappings":["sql/sources/x/surveys.sql"]"#,
            #""misnamed_columns":[{"file":"tickets.csv","column":"Team","meant":"team"}]"#, #""exit_code":0"#,
        ] {
            #expect(last.replacing(": ", with: ":").replacing(", ", with: ",").contains(member), "\(last)")
        }
    }

    /// Of what the checks find only that is left out which the report has told as waiting.
    @Test func aCheckOfOnesOwnIsTold() {
        var report = LoadReport()
        report.waiting = [LoadReport.Waiting(entity: "interactions", rows: 2)]
        report.quality = ["interactions_waiting", "surveys_waiting", "approval_waiting"].map {
            QualityResult(
                name: $0, title: "found by \($0)", severity: "notice", meaning: "", count: 2,
                samples: ["desk: 1"])
        }
        let text = LoadReportText(report).text
        #expect(text.contains("waiting for their ticket, of all loads: 2 interactions"))
        #expect(!text.contains("found by interactions_waiting"))
        #expect(text.contains("notice: found by surveys_waiting: 2"))
        #expect(text.contains("notice: found by approval_waiting: 2 (desk: 1"))
        #expect(!text.contains("as before"))
        report.quality[2].isKnown = true
        let later = LoadReportText(report).text
        #expect(later.contains("notice: found by surveys_waiting: 2"))
        #expect(!later.contains("found by approval_waiting"))
        #expect(later.contains("\nas before, 1 quality check: deskhouse status\n"))
    }

    @Test func oneIsCountedAsOne() {
        var report = LoadReport()
        report.waiting = [LoadReport.Waiting(entity: "surveys", rows: 1)]
        report.ambiguousInstants = 1
        let text = LoadReportText(report).text
        #expect(text.contains("of all loads: 1 survey\n"))
        #expect(text.contains("1 local time falls into a clock change"))
    }
}
