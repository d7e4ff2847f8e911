import Platform

/// Standard input, output and error, where the caller closed one of them.
enum StandardDescriptors {
    /// Keeps their numbers from files and sockets that are opened later, which would take what is printed.
    ///
    /// Each is opened the wrong way round: what reads from it or writes to it fails, as it would if it were closed.
    static func occupy() {
        for (descriptor, mode) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
        ]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free: this one, as those below it are taken.
            _ = open("/dev/null", mode)
        }
    }
}
