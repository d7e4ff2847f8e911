/// Takes the time of a load's stages.
struct StageClock {
    private var last = ContinuousClock.now

    /// Ends a stage: notes its seconds, and begins the next one.
    mutating func end(_ name: String, in report: inout LoadReport, unless isSkipped: Bool = false) {
        let now = ContinuousClock.now
        let elapsed = last.duration(to: now).components
        last = now
        guard !isSkipped else { return }
        report.stages.append(
            LoadReport.Stage(
                name: name, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18))
    }
}
