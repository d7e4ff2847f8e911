#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where everything goes that is not data.
enum StandardError {
    /// Whether a person is looking on.
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes a line.
    static func print(_ line: String) {
        write(line + "\n")
    }

    /// Writes text as it is.
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                #if canImport(Darwin)
                    let count = Darwin.write(STDERR_FILENO, start, rest.count)
                #elseif canImport(Musl)
                    let count = Musl.write(STDERR_FILENO, start, rest.count)
                #else
                    let count = Glibc.write(STDERR_FILENO, start, rest.count)
                #endif
                guard count > 0 else { return }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
