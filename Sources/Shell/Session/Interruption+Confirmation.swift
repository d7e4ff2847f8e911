#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Interruption {
    /// Asks the person at the terminal; only a clear yes is one.
    func confirms(_ question: String) -> Bool {
        let bytes = Array(question.utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
        // Byte by byte: what is typed behind the answer is the editor's.
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        var count = read(STDIN_FILENO, &byte, 1)
        while count == 1, byte != UInt8(ascii: "\n") {
            answer.append(byte)
            count = read(STDIN_FILENO, &byte, 1)
        }
        if count != 1 {
            // Ctrl-C, which is noted a moment after it interrupts, or the end of the input.
            if count < 0, sleep(.seconds(1)) { forget() }
            answer = []
            _ = write(STDOUT_FILENO, [UInt8(ascii: "\n")], 1)
        }
        return ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).trimmed.lowercased())
    }
}
