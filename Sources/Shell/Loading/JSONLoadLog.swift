import Intake
import Platform
import Rendering
import Warehouse

/// Tells programs about loads: one JSON object an event and line, each with `event` and `at`.
final class JSONLoadLog: LoadLog {
    private let write: (String) -> Void
    private var meter = ProgressMeter(interval: .seconds(5))
    private var file: String?

    init(write: @escaping (String) -> Void) {
        self.write = write
    }

    func begin(file: String) {
        self.file = file
    }

    func note(_ event: LoadEvent) {
        switch event {
        case .started(let source, let files, let bytes):
            meter.restart()
            put(
                "started",
                [("source", .text(source)), ("files", .integer(files)), ("bytes", .integer(bytes))])
        case .waitingForOtherLoad:
            put("waiting", [])
        case .waitingForTable(let table, let holder):
            put("waiting", [("table", .text(table)), ("holder", .text(holder))])
        case .progress(let progress):
            guard let speed = meter.speed(of: progress) else { return }
            put(
                "progress",
                [
                    ("rows", .integer(progress.rows)), ("bytes", .integer(progress.bytes)),
                    ("total_bytes", .integer(progress.totalBytes)), ("seconds", .seconds(speed.seconds)),
                    ("seconds_left", .seconds(speed.secondsLeft)),
                ])
        case .stageFinished(let stage):
            put("stage", [("stage", .text(stage.name)), ("seconds", .seconds(stage.seconds))])
        case .retrying(let attempt, let count, let pause, let problem):
            put(
                "retrying",
                [
                    ("attempt", .integer(attempt)), ("of", .integer(count)),
                    ("pause_seconds", .integer(pause)), ("error", .text(problem)),
                ])
        }
    }

    func remark(_ text: String) {
        put("remark", [("text", .text(text))])
    }

    func finish(_ report: LoadReport, exitCode: Int32) {
        let json = LoadReportJSON(report: report)
        for entity in report.entities { put("entity", json.members(of: entity)) }
        if report.rejected > 0 {
            put(
                "rejects",
                [
                    ("rejected", .integer(report.rejected)),
                    ("first", .array(report.firstRejects.map { LoadReportJSON.object(of: $0) })),
                ])
        }
        for result in report.quality {
            put(
                "quality",
                [
                    ("name", .text(result.name)), ("severity", .text(result.severity)),
                    ("title", .text(result.title)), ("count", .integer(result.count)),
                ])
        }
        put("finished", json.members + [("exit_code", .integer(exitCode))])
    }

    func fail(_ problem: String, exitCode: Int32) {
        put("failed", [("error", .text(problem)), ("exit_code", .integer(exitCode))])
    }

    private func put(_ event: String, _ members: [JSONValue.Member]) {
        var object: [JSONValue.Member] = [("event", .text(event)), ("at", .text(UTCTime.now))]
        if let file { object.append(("file", .text(file))) }
        write(JSONValue.object(object + members).line + "\n")
    }
}

/// The clock, for logs.
enum UTCTime {
    /// `2026-03-01T12:00:00Z`.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
