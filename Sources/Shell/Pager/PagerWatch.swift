import Platform
import Synchronization

/// Notices that a pager has been left, also while nothing is written to it, and says so a moment later.
///
/// In that moment the rest of a short answer comes, and is kept.
///
/// `@unchecked Sendable`: its thread reads only what never changes, and `isOver`.
final class PagerWatch: @unchecked Sendable {
    private static let patience = Duration.milliseconds(300)

    private let input: Int32
    private let isLeft: @Sendable () -> Void
    private let isOver = Atomic(false)
    private var thread: BackgroundThread?

    /// Watches who reads what is written to `input`.
    init(_ input: Int32, isLeft: @escaping @Sendable () -> Void) {
        self.input = input
        self.isLeft = isLeft
        // Without one, leaving shows at the next write.
        thread = BackgroundThread { self.wait() }
    }

    /// Ends it; from now on it says nothing, and `input` may be closed.
    func stop() {
        isOver.store(true, ordering: .releasing)
        thread.take()?.join()
    }

    private func wait() {
        // macOS tells of a reader that has gone only if it is asked.
        var reader = pollfd(fd: input, events: Int16(POLLHUP), revents: 0)
        while poll(&reader, 1, 20) == 0 {
            if isOver.load(ordering: .acquiring) { return }
        }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            if isOver.load(ordering: .acquiring) { return }
            usleep(10_000)
        }
        isLeft()
    }
}
