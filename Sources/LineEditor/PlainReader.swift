import Platform

/// Reads entries where there is nothing to edit: files, pipes and terminals that understand no escape sequences.
struct PlainReader {
    private let input: Int32
    /// Read and not yet used.
    private var pending: [UInt8] = []
    private var start = 0

    init(input: Int32) {
        self.input = input
    }

    private enum Line {
        case text(String)
        case end
        case interrupted
    }

    /// Reads lines until they make a complete entry.
    ///
    /// - Parameters:
    ///   - beginning: what the entry begins with, up to a line's end.
    ///   - isComplete: asked after each line about the text so far.
    ///   - prompt: called before each line with whether it is the entry's first.
    /// - Returns: the entry, even if the input ends before it is complete.
    mutating func readEntry(
        after beginning: String = "", isComplete: (String) -> Bool, prompt: (_ isFirst: Bool) -> Void
    ) -> ReadResult {
        var entry: String? = beginning.isEmpty ? nil : beginning
        if entry?.last?.isNewline == true { entry?.removeLast() }
        while true {
            prompt(entry == nil)
            switch readLine() {
            case .interrupted: return .interrupted
            case .end: return entry.map(ReadResult.line) ?? .endOfInput
            case .text(let line):
                let text = entry.map { $0 + "\n" + line } ?? line
                if text.allSatisfy(\.isWhitespace) || isComplete(text) { return .line(text) }
                entry = text
            }
        }
    }

    private mutating func readLine() -> Line {
        var searched = start
        while true {
            if let newline = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = newline + 1 }
                return .text(text(upTo: newline))
            }
            pending.removeFirst(start)
            start = 0
            searched = pending.count
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(input, &chunk, chunk.count)
            if count > 0 {
                pending += chunk[..<count]
            } else if count < 0, errno == EINTR {
                // A signal that the program handles: a person pressed Ctrl-C.
                return .interrupted
            } else {
                guard !pending.isEmpty else { return .end }
                defer { start = pending.count }
                return .text(text(upTo: pending.count))
            }
        }
    }

    /// A line without what ended it.
    private func text(upTo end: Int) -> String {
        var line = pending[start..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
