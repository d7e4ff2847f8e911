import Rendering

/// A line that says how far a long export is, and is gone when it ends, however it does.
final class RowProgress {
    private var last = ContinuousClock.now + .milliseconds(800)
    private var isShown = false

    /// Shows it, but for the first moment, and a few times a second.
    func show(_ count: Int) {
        let now = ContinuousClock.now
        guard now - last > .milliseconds(200) else { return }
        last = now
        isShown = true
        write("\r\(count) rows …\u{1B}[K")
    }

    func clear() {
        if isShown { write("\r\u{1B}[K") }
        isShown = false
    }

    deinit { clear() }

    private func write(_ text: String) {
        let output = Output(descriptor: 2)
        output.write(text)
        try? output.commit()
    }
}
