import Platform

/// Waits for open files.
enum FileDescriptor {
    /// Whether there is something to read within the time; nil waits as long as it takes.
    ///
    /// A signal does not end the wait: no time has run out.
    static func isReadable(_ descriptors: [Int32], within time: Duration?) -> [Bool] {
        var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let deadline = time.map { ContinuousClock.now + $0 }
        var count: Int32
        repeat {
            let left = deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) }
            // Rounded up, so that it does not wake before its time.
            count = poll(
                &requests, nfds_t(requests.count),
                left.map { Int32(($0 / .milliseconds(1)).rounded(.up)) } ?? -1)
        } while count < 0 && errno == EINTR
        guard count > 0 else { return descriptors.map { _ in false } }
        // A terminal that went away is readable: its end is.
        return requests.map { $0.revents != 0 }
    }
}
