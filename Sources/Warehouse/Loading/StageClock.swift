/// Takes the time of a load's stages.
struct StageClock {
    private var last = ContinuousClock.now
    private let observe: (LoadEvent) -> Void

    /// - Parameter observe: Is told of each stage that ends.
    init(observe: @escaping (LoadEvent) -> Void) {
        self.observe = observe
    }

    /// Ends a stage: notes its seconds, and begins the next one.
    mutating func end(_ name: String, in report: inout LoadReport, unless isSkipped: Bool = false) {
        let now = ContinuousClock.now
        let elapsed = last.duration(to: now).components
        last = now
        guard !isSkipped else { return }
        let stage = LoadReport.Stage(
            name: name, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
        report.stages.append(stage)
        observe(.stageFinished(stage))
    }
}
