import Platform

extension Interruption {
    /// Asks the person at the terminal; only a clear yes is one.
    func confirms(_ question: String) -> Bool {
        _ = writeAll(question, to: STDOUT_FILENO)
        var answer: [UInt8] = []
        var byte = nextByte()
        while let read = byte, read != UInt8(ascii: "\n") {
            answer.append(read)
            byte = nextByte()
        }
        if byte == nil {
            answer = []
            _ = writeAll("\n", to: STDOUT_FILENO)
        }
        return ["y", "yes"].contains(String(decoding: answer, as: UTF8.self).trimmed.lowercased())
    }

    /// The next byte of the terminal, and no more: what is typed behind the answer is the editor's.
    ///
    /// Nil at Ctrl-C, which is noted a moment after it interrupts, and which interrupts nothing where it comes just
    /// before the wait: so it is looked for again and again. Nil also at the end of the input.
    private func nextByte() -> UInt8? {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = poll(&input, 1, 50)
            if isRequested {
                forget()
                return nil
            }
            if ready > 0 { break }
            if ready < 0, errno != EINTR { return nil }
        }
        var byte: UInt8 = 0
        return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
    }
}
