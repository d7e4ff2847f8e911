import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

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
    #if canImport(Darwin)
        private var thread: pthread_t?
    #else
        private var thread = pthread_t()
    #endif
    private var isRunning = false

    /// Watches who reads what is written to `input`.
    init(_ input: Int32, isLeft: @escaping @Sendable () -> Void) {
        self.input = input
        self.isLeft = isLeft
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { context in
                #if canImport(Darwin)
                    let context: UnsafeMutableRawPointer? = context
                #endif
                if let context { Unmanaged<PagerWatch>.fromOpaque(context).takeRetainedValue().wait() }
                return nil
            }, context.toOpaque())
        isRunning = code == 0
        if code != 0 { context.release() }
    }

    /// Ends it; from now on it says nothing, and `input` may be closed.
    func stop() {
        isOver.store(true, ordering: .releasing)
        #if canImport(Darwin)
            if isRunning, let thread { pthread_join(thread, nil) }
        #else
            if isRunning { pthread_join(thread, nil) }
        #endif
        isRunning = false
    }

    private func wait() {
        // Signals are for the main thread, which may be waiting for the server.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
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
