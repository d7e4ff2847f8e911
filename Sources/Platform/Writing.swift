/// Writes all of it, however the descriptor is shared and whatever signals come; returns 0, or the code of the error.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count >= 0 {
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
            // Shared with a program that made it non-blocking: wait for room.
            var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = poll(&request, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return 0
}

/// Writes all of a text, as UTF-8; returns 0, or the code of the error.
package func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
}

/// What may be done with a new file, and by whom, where nothing else is asked for.
package func permissionsOfNewFile() -> mode_t {
    // The mask can only be read by setting it; two threads doing so at once would both restore the same one.
    let mask = umask(0o077)
    _ = umask(mask)
    return 0o666 & ~mask
}

/// Makes the names in a folder last; where a folder cannot be synced, so be it.
package func syncFolder(_ path: String) {
    let folder = open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
}
