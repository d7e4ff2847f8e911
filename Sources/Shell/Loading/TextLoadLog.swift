import Intake
import Rendering
import Warehouse

/// Tells people about loads; on a terminal with a line of progress that is drawn again and again.
final class TextLoadLog: LoadLog {
    private let unicode: Bool
    private let write: (String) -> Void
    private var meter = ProgressMeter(interval: .milliseconds(100))
    private let line: ProgressLine
    /// The file whose load may begin.
    private var heading: String?

    init(on screen: Screen, write: @escaping (String) -> Void) {
        unicode = screen.unicode
        self.write = write
        line = ProgressLine(on: screen, write: write)
    }

    func begin(file: String) {
        heading = file
    }

    func note(_ event: LoadEvent) {
        switch event {
        case .started:
            meter.restart()
            if let heading { remark("\(heading):") }
        case .waitingForOtherLoad:
            remark("waiting for another load to finish …")
        case .waitingForTable(let table, let holder):
            remark("waiting for \(holder ?? "somebody") to be done with \(table) …")
        case .progress(let progress):
            if let speed = meter.speed(of: progress) { line.show(Self.text(of: progress, speed)) }
        case .stageFinished(let stage):
            guard let next = Self.following[stage.name] else { return line.clear() }
            line.show("\(next) …")
        case .retrying(let attempt, let count, let pause, let problem):
            let cause = problem.split(separator: "\n").first ?? ""
            remark("\(cause); trying again in \(pause) s (\(attempt) of \(count)) …")
        }
    }

    func remark(_ text: String) {
        line.clear()
        write(shown(text) + "\n")
    }

    func finish(_ report: LoadReport, exitCode: Int32) {
        line.clear()
        write(shown(LoadReportText(report).text))
    }

    func fail(_ problem: String, exitCode: Int32) {
        line.clear()
        write("deskhouse: \(shown(problem))\n")
    }

    /// What is done after a stage.
    private static let following = [
        "land": "reading", "read": "merging", "merge": "deriving", "derive": "checking",
        "check": "committing",
    ]

    private static func text(of progress: LoadProgress, _ speed: ProgressMeter.Speed) -> String {
        var parts = ["\(NumberText.grouped(Int(progress.rows))) rows"]
        parts.append("\(Int(speed.bytesPerSecond / 1_000_000)) MB/s")
        if let share = progress.share { parts.append("\(Int(share * 100)) %") }
        if let left = speed.secondsLeft { parts.append("\(ProgressMeter.clock(left)) left to read") }
        return parts.joined(separator: "   ")
    }

    private func shown(_ text: String) -> String { TerminalText.of(text, unicode: unicode) }
}
