import Platform

extension Interruption {
    /// Asks the person at the terminal; only a clear yes is one.
    func confirms(_ question: String) -> Bool {
        ["y", "yes"].contains(answer(to: question)?.trimmed.lowercased() ?? "")
    }

    /// Asks for a line; nil at Ctrl-C, and where the input ends.
    func answer(
        to question: String, from input: Int32 = STDIN_FILENO, prompting output: Int32 = STDOUT_FILENO
    ) -> String? {
        _ = writeAll(question, to: output)
        var answer: [UInt8] = []
        var byte = nextByte(of: input)
        while let read = byte, read != UInt8(ascii: "\n") {
            answer.append(read)
            byte = nextByte(of: input)
        }
        // A last line needs no end, where nobody types.
        if byte == nil, answer.isEmpty || isatty(input) == 1 {
            _ = writeAll("\n", to: output)
            return nil
        }
        if answer.last == UInt8(ascii: "\r") { answer.removeLast() }
        return String(decoding: answer, as: UTF8.self)
    }

    /// The next byte of the input, and no more: what is typed behind the answer is the editor's.
    ///
    /// Nil at Ctrl-C, which is noted a moment after it interrupts, and which interrupts nothing where it comes just
    /// before the wait: so it is looked for again and again. Nil also at the end of the input.
    private func nextByte(of descriptor: Int32) -> UInt8? {
        var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
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
        return read(descriptor, &byte, 1) == 1 ? byte : nil
    }
}
