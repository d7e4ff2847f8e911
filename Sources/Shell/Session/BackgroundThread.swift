import Platform

/// A thread for what waits beside the main one; it goes on when nobody holds it any more.
///
/// Signals are for the main thread, which may be waiting for a key: none is delivered to this one.
package struct BackgroundThread: ~Copyable {
    private let thread: pthread_t

    /// Starts it; nil where the system has no thread to give.
    package init?(_ body: @escaping @Sendable () -> Void) {
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        // It begins with the signals of the one that starts it.
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let work = Unmanaged.passRetained(Work(run: body))
        let code = pthread_create(
            &thread, nil,
            { context in
                let pointer: UnsafeMutableRawPointer? = context
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            return nil
        }
        #if canImport(Darwin)
            guard let thread else { return nil }
        #endif
        self.thread = thread
    }

    deinit { pthread_detach(thread) }

    /// Waits until it is done.
    consuming func join() {
        pthread_join(thread, nil)
        discard self
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
