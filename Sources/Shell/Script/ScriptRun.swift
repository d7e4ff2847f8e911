import Platform
import Rendering

/// That an entry of a script failed; the description says where and why.
package struct ScriptFailure: Error, CustomStringConvertible {
    package let description: String
    /// Whether Ctrl-C ended it.
    package let isInterruption: Bool
    /// Whether who read the answers has seen enough, as in `… | head`.
    package var isReaderGone = false
}

extension ShellSession {
    /// Runs what comes from a descriptor, entry by entry, up to its end, `\q` or the first error.
    ///
    /// `name` is what messages call it.
    package func runScript(from descriptor: Int32, named name: String) throws(ScriptFailure) {
        var source = LineSource(descriptor: descriptor)
        let before = readsStandardInput
        defer { readsStandardInput = before }
        readsStandardInput = before || descriptor == STDIN_FILENO
        try runLines(named: name) { () throws(ShellError) in try source.next() }
    }

    /// Runs a text, such as one of `-c`; one entry or several.
    package func runScript(_ text: String, named name: String) throws(ScriptFailure) {
        // As in a file: a pair of carriage return and newline is one character.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
        try runLines(named: name) { () throws(ShellError) in lines.popFirst().map(String.init) }
    }

    /// Runs the script of that path; scripts may run others.
    func runScript(at path: String) throws {
        guard scripts.count < 16 else { throw ShellError("\(path): scripts are nested too deeply") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ShellError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        scripts.append(path)
        defer { scripts.removeLast() }
        try runScript(from: descriptor, named: path)
    }

    private func runLines(
        named name: String, _ next: () throws(ShellError) -> String?
    ) throws(ScriptFailure) {
        var splitter = makeSplitter()
        var isAtEnd = false
        let before = outerConditions
        outerConditions = conditions.depth
        defer {
            conditions.leave(to: outerConditions)
            outerConditions = before
        }
        while !isOver, !isAtEnd {
            var entries: [Entry] = []
            do throws(ShellError) {
                if let line = try next() {
                    entries = splitter.feed(line)
                } else {
                    entries = splitter.finish().map { [$0] } ?? []
                    isAtEnd = true
                }
            } catch {
                throw ScriptFailure(description: "\(name): \(error)", isInterruption: false)
            }
            for entry in entries where !isOver { try run(entry.joined, of: name) }
        }
        if !isOver, conditions.depth > outerConditions, let line = conditions.line {
            throw ScriptFailure(
                description: "\(name), line \(line):\n\\if has no \\endif", isInterruption: false)
        }
    }

    private func run(_ entry: Entry, of name: String) throws(ScriptFailure) {
        do {
            try run(entry)
        } catch let failure as ScriptFailure {
            throw failure
        } catch {
            var failure = ScriptFailure(
                description: "\(name), line \(entry.line):\n\(describe(error, in: entry.text))",
                isInterruption: interruption.isRequested)
            // A command that \o writes to says itself why it ended.
            if case OutputError.closedPipe = error, outputFile == nil { failure.isReaderGone = true }
            throw failure
        }
    }
}
