import Warehouse

/// Turns how far a load has come into how fast it is, as often as somebody wants to read that.
struct ProgressMeter {
    /// How fast the reading is.
    struct Speed {
        let seconds: Double
        let bytesPerSecond: Double
        let secondsLeft: Double?
    }

    private let interval: Duration
    private var started = ContinuousClock.now
    private var last: ContinuousClock.Instant?

    /// - Parameter interval: The least time between two answers.
    init(interval: Duration) {
        self.interval = interval
    }

    /// Begins with a load.
    mutating func restart() {
        started = .now
        last = nil
    }

    /// The speed so far; nil where the last answer is too fresh.
    mutating func speed(of progress: LoadProgress) -> Speed? {
        let now = ContinuousClock.now
        guard (last ?? started).duration(to: now) >= interval else { return nil }
        last = now
        let elapsed = started.duration(to: now).components
        let seconds = max(0.001, Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
        let rate = Double(progress.bytes) / seconds
        let left = progress.totalBytes.flatMap { total in
            rate > 0 ? max(0, Double(total - progress.bytes)) / rate : nil
        }
        return Speed(seconds: seconds, bytesPerSecond: rate, secondsLeft: left)
    }

    /// Minutes and seconds.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return "\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
    }
}
