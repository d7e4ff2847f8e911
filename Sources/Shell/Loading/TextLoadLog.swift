import Intake
import Rendering
import Warehouse

/// Tells people about loads; on a terminal with a line of progress that is drawn again and again.
final class TextLoadLog: LoadLog {
    private let isTerminal: Bool
    private let unicode: Bool
    private let write: (String) -> Void
    private var meter = ProgressMeter(interval: .milliseconds(100))
    private var isLineDrawn = false
    /// The file whose load may begin.
    private var heading: String?

    init(isTerminal: Bool, unicode: Bool, write: @escaping (String) -> Void) {
        self.isTerminal = isTerminal
        self.unicode = unicode
        self.write = write
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
        case .progress(let progress):
            guard isTerminal, let speed = meter.speed(of: progress) else { return }
            draw(Self.line(progress, speed))
        case .stageFinished(let stage):
            guard isTerminal, let next = Self.following[stage.name] else { return clear() }
            draw("\(next) …")
        case .retrying(let attempt, let count, let pause, let problem):
            let line = problem.split(separator: "\n").first ?? ""
            remark("\(line); trying again in \(pause) s (\(attempt) of \(count)) …")
        }
    }

    func remark(_ text: String) {
        clear()
        write(shown(text) + "\n")
    }

    func finish(_ report: LoadReport, exitCode: Int32) {
        clear()
        write(shown(LoadReportText(report).text))
    }

    func fail(_ problem: String, exitCode: Int32) {
        clear()
        write("deskhouse: \(shown(problem))\n")
    }

    /// What is done after a stage.
    private static let following = [
        "land": "reading", "read": "merging", "merge": "deriving", "derive": "checking",
        "check": "committing",
    ]

    private static func line(_ progress: LoadProgress, _ speed: ProgressMeter.Speed) -> String {
        var parts = ["\(ProgressMeter.grouped(Int(progress.rows))) rows"]
        parts.append("\(Int(speed.bytesPerSecond / 1_000_000)) MB/s")
        if let share = progress.share { parts.append("\(Int(share * 100)) %") }
        if let left = speed.secondsLeft { parts.append("\(ProgressMeter.clock(left)) left to read") }
        return parts.joined(separator: "   ")
    }

    private func draw(_ text: String) {
        write("\r\(shown(text))\u{1B}[K")
        isLineDrawn = true
    }

    private func shown(_ text: String) -> String { TerminalText.of(text, unicode: unicode) }

    private func clear() {
        guard isLineDrawn else { return }
        write("\r\u{1B}[K")
        isLineDrawn = false
    }
}
