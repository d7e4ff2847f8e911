import Platform
import Rendering

/// Says how far a long export is.
final class RowProgress {
    private var last = ContinuousClock.now + .milliseconds(800)
    private let line = ProgressLine(on: Screen.detect(descriptor: STDERR_FILENO)) {
        _ = writeAll($0, to: STDERR_FILENO)
    }

    /// Shows it, but for the first moment, and a few times a second.
    func show(_ count: Int) {
        let now = ContinuousClock.now
        guard now - last > .milliseconds(200) else { return }
        last = now
        line.show("\(count) rows …")
    }

    /// Shows that the last row is there, where it took long to come.
    func showFinishing() {
        if ContinuousClock.now > last { line.show("finishing the file …") }
    }

    func clear() { line.clear() }
}
