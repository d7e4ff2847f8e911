import Platform

/// Lines of a file or a pipe, as they come: a program that writes one and waits for its answer gets it.
struct LineSource {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var isAtBeginning = true

    /// Reads from an open descriptor, which stays open.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next line without what ended it; nil at the end.
    mutating func next() throws(ShellError) -> String? {
        var searched = start
        while true {
            if let newline = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = newline + 1 }
                return text(upTo: newline)
            }
            guard !isAtEnd else {
                guard start < pending.count else { return nil }
                defer { start = pending.count }
                return text(upTo: pending.count)
            }
            pending.removeFirst(start)
            start = 0
            searched = pending.count
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                pending += chunk[..<count]
            } else if count == 0 {
                isAtEnd = true
            } else if errno != EINTR {
                throw ShellError("cannot read: \(String(cString: strerror(errno)))")
            }
        }
    }

    private mutating func text(upTo end: Int) -> String {
        var line = pending[start..<end]
        // What Windows' editors put before UTF-8.
        if isAtBeginning, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        isAtBeginning = false
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
