import Rendering

/// A format, a screen and where the bytes go.
struct OutputPlace {
    enum Destination {
        case screen, output(Output), nowhere
    }

    /// What is told of once it is written.
    var path: String?

    var format: Format
    var screen: Screen
    var destination: Destination
    /// Of csv and tsv; nil for the usual one.
    var delimiter: UInt8?
    var hasHeader = true
    /// Whether a screen shows what is wider than it, too.
    var isUncut = false
}

extension OutputPlace {
    fileprivate func sink(to output: Output) -> any RowSink {
        format.sink(to: output, screen: screen, delimiter: delimiter, hasHeader: hasHeader)
    }
}

extension ShellSession {
    /// The screen, with what was set for it.
    var screen: Screen {
        var screen = Screen.detect(descriptor: 1)
        screen.expanded = options.expanded
        screen.nullText = options.nullText
        screen.showsTypes = surroundings.isInteractive && options.showsTypes
        return screen
    }

    /// Where an answer goes, and in which format: the one asked for, else the file's, else the one that is set.
    func place(of target: OutputTarget, asked: Format? = nil) throws -> OutputPlace {
        var files = Screen()
        files.expanded = options.expanded
        files.nullText = options.nullText
        switch target {
        case .file(let path, let format):
            let format = format ?? Format(path: path) ?? asked ?? options.format
            if let remark = format.remark(onName: path) { tell(remark) }
            let output = try Output(replacing: path)
            // A large workbook takes long to be finished when its last row is there.
            output.isUnwanted = { [interruption] in interruption.isRequested }
            return OutputPlace(
                path: path, format: format, screen: files, destination: .output(output))
        case .command(let process):
            return OutputPlace(
                format: asked ?? options.format, screen: files,
                destination: .output(Output(descriptor: process.input ?? -1)))
        case .frame(let output):
            var screen = screen
            screen.height = screen.height.map { $0 - 2 }
            return OutputPlace(format: asked ?? options.format, screen: screen, destination: .output(output))
        case .place(let place): return place
        case .silent: return OutputPlace(format: .table, screen: files, destination: .nowhere)
        case .standard:
            if let outputFile {
                return OutputPlace(
                    format: asked ?? outputFile.format ?? options.format, screen: files,
                    destination: .output(Output(descriptor: outputFile.descriptor)))
            }
            let format = asked ?? options.format
            if format.isBinary, surroundings.isInteractive || Screen.isTerminal(1) {
                throw ShellError("\(format.rawValue) is no text: say where to, as \(format.rawValue) to FILE")
            }
            return OutputPlace(format: format, screen: screen, destination: .screen)
        }
    }

    /// What writes an answer there; the hint says how to see what the screen is too narrow for.
    func sink(
        _ place: OutputPlace,
        hint: String = "\\gx shows each row as a block, \\export keeps it all"
    ) throws -> any RowSink {
        switch place.destination {
        case .nowhere: return SilentSink()
        case .output(let output):
            let sink = place.sink(to: output)
            guard let path = place.path else { return sink }
            return CountingSink(sink, surroundings.isInteractive ? RowProgress() : nil) { [self] count in
                tell("written: \(path) (\(count) row\(count == 1 ? "" : "s"))")
            }
        case .screen:
            guard place.format != .chart, place.delimiter == nil, place.hasHeader,
                pager != nil || Screen.isTerminal(1)
            else {
                return place.sink(to: Output(descriptor: 1))
            }
            // Cancelling would fail a transaction that is not the shell's own.
            let interruption = interruption
            let leave: @Sendable () -> Void = { interruption.leave() }
            return PagingSink(
                format: place.format, screen: place.screen, isUncut: place.isUncut, pager: pager, hint: hint,
                isLeft: wasInTransaction ? nil : leave,
                isFailed: { [self] status in pager.map { tell(Self.failure(of: $0, status)) } })
        }
    }

    /// Writes a text for people; one that is taller than the screen goes to the pager.
    func show(_ text: String, at place: OutputPlace? = nil) throws {
        let place = try place ?? self.place(of: .standard)
        // A file has the text as it is.
        let text = place.path == nil ? TerminalText.of(text, unicode: place.screen.unicode) : text
        switch place.destination {
        case .nowhere: break
        case .output(let output):
            output.write(text)
            try output.commit()
            if let path = place.path { tell("written: \(path)") }
        case .screen:
            let height = text.utf8.count { $0 == UInt8(ascii: "\n") }
            if let pager, let screenHeight = place.screen.height, height >= screenHeight,
                let process = try? pager.start(), let input = process.input
            {
                let output = Output(descriptor: input)
                output.write(text)
                // Whoever leaves the pager early has seen enough.
                try? output.commit()
                let status = process.wait()
                guard status != 0 else { return }
                tell(Self.failure(of: pager, status))
            }
            let output = Output(descriptor: 1)
            output.write(text)
            try output.commit()
        }
    }

    /// Does something that writes to a command of the system's shell, which fails where the command does.
    func withCommand(_ command: String, _ work: (OutputTarget) throws -> Void) throws {
        let process = try ChildProcess(command, takesInput: true)
        do {
            try work(.command(process))
            // It has read enough.
        } catch OutputError.closedPipe {}
        try process.waitForSuccess(of: command)
    }

    /// Has the answers that follow go to a file or a command, or with nil to the screen again.
    func putAnswers(into output: OutputFile?) throws {
        let before = outputFile
        outputFile = output
        try before?.end()
    }

    /// What writes a list that is no answer to a question.
    func listSink() throws -> any RowSink {
        try sink(try place(of: .standard), hint: "\\x shows each row as a block")
    }

    /// Lets a reader leave the pager: what was shown so far was enough, but is not all there is to keep.
    func untilLeft(_ result: KeptResult? = nil, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch  where isLeaving(error) {
            result?.cut()
        }
    }

    /// Whether an error only means that somebody has seen enough of an answer.
    func isLeaving(_ error: any Error) -> Bool {
        guard surroundings.isInteractive else { return false }
        if case OutputError.closedPipe = error { return true }
        return interruption.hasLeft && !interruption.isRequested
    }

    private static func failure(of pager: Pager, _ status: Int) -> String {
        "the pager, \(pager.command), failed with status \(status); \\pager off does without"
    }

    /// What shows answers that are taller than the screen; nil where nobody looks on or it is switched off.
    private var pager: Pager? {
        guard surroundings.isInteractive, options.usesPager, screen.height != nil else { return nil }
        return Pager()
    }
}
