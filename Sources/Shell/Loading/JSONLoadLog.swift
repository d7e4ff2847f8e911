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
            put("started") { output in
                output.write(", \"source\": ")
                output.write(jsonString: source)
                output.write(", \"files\": \(files), \"bytes\": \(Self.number(bytes))")
            }
        case .waitingForOtherLoad:
            put("waiting")
        case .progress(let progress):
            guard let speed = meter.speed(of: progress) else { return }
            put("progress") { output in
                output.write(", \"rows\": \(progress.rows), \"bytes\": \(progress.bytes)")
                output.write(", \"total_bytes\": \(Self.number(progress.totalBytes))")
                output.write(", \"seconds\": \(LoadReportJSON.seconds(speed.seconds))")
                output.write(", \"seconds_left\": ")
                output.write(speed.secondsLeft.map { LoadReportJSON.seconds($0) } ?? "null")
            }
        case .stageFinished(let stage):
            put("stage") { output in
                output.write(", \"stage\": ")
                output.write(jsonString: stage.name)
                output.write(", \"seconds\": \(LoadReportJSON.seconds(stage.seconds))")
            }
        case .retrying(let attempt, let count, let pause, let problem):
            put("retrying") { output in
                output.write(
                    ", \"attempt\": \(attempt), \"of\": \(count), \"pause_seconds\": \(pause), \"error\": ")
                output.write(jsonString: problem)
            }
        }
    }

    func remark(_ text: String) {
        put("remark") { output in
            output.write(", \"text\": ")
            output.write(jsonString: text)
        }
    }

    func finish(_ report: LoadReport, exitCode: Int32) {
        let json = LoadReportJSON(report: report)
        for entity in report.entities {
            put("entity") { $0.write(", \(json.members(of: entity))") }
        }
        if report.rejected > 0 {
            put("rejects") { output in
                output.write(", \"rejected\": \(report.rejected), \"first\": [")
                output.write(
                    report.firstRejects.map { LoadReportJSON.object(of: $0) }.joined(separator: ", "))
                output.write("]")
            }
        }
        for result in report.quality {
            put("quality") { output in
                output.write(", \"name\": ")
                output.write(jsonString: result.name)
                output.write(", \"severity\": ")
                output.write(jsonString: result.severity)
                output.write(", \"title\": ")
                output.write(jsonString: result.title)
                output.write(", \"count\": \(result.count)")
            }
        }
        put("finished") { $0.write(", \(json.members), \"exit_code\": \(exitCode)") }
    }

    func fail(_ problem: String, exitCode: Int32) {
        put("failed") { output in
            output.write(", \"error\": ")
            output.write(jsonString: problem)
            output.write(", \"exit_code\": \(exitCode)")
        }
    }

    private func put(_ event: String, _ members: (Output) -> Void = { _ in }) {
        let output = Output()
        output.write("{\"event\": \"\(event)\", \"at\": \"\(UTCTime.now)\"")
        if let file {
            output.write(", \"file\": ")
            output.write(jsonString: file)
        }
        members(output)
        output.write("}\n")
        write(output.contents)
    }

    private static func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }
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
