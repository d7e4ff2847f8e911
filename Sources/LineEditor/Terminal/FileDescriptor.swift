import Platform

/// Calls on open files that are to be repeated until they are done.
enum FileDescriptor {
    /// Writes all of it; false, with `errno` set, when that cannot be.
    @discardableResult
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count >= 0 {
                    done += count
                } else if errno == EAGAIN {
                    // Shared with a program that made it non-blocking: wait for room.
                    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&request, 1, -1)
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }

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
