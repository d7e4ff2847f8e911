import Basics
import Rendering

/// Shows an answer on the screen where it fits there, and in the pager, if there is one, where it is taller.
///
/// An answer of any length takes no more memory than a screen of it: what follows goes to the pager as it comes.
struct PagingSink: RowSink {
    private let format: Format
    private let screen: Screen
    private let pager: Pager?
    private var columns: [Column] = []
    private var provenance = Provenance(query: "")
    private var rows: [[Cell]] = []
    private var inner: (any RowSink)?
    private var process: ChildProcess?
    /// Called when the reader has left the pager, from another thread; nil where that is to change nothing.
    private let isLeft: (@Sendable () -> Void)?
    /// Called with the status of a pager that failed.
    private let isFailed: (Int) -> Void
    /// Whether what is wider than the screen is shown all the same.
    private let isUncut: Bool
    /// How a reader gets at what is cut.
    private let hint: String
    /// Whether the reader has left the pager.
    private var hasLeft = false
    private var cellCount = 0
    private var rowCount = 0
    private var output: Output?
    /// Whether the screen shows less of the columns than there is, for want of a pager.
    private var isCutForGood = false

    init(
        format: Format, screen: Screen, isUncut: Bool = false, pager: Pager?, hint: String,
        isLeft: (@Sendable () -> Void)? = nil, isFailed: @escaping (Int) -> Void = { _ in }
    ) {
        self.isUncut = isUncut
        self.isFailed = isFailed
        self.format = format
        self.screen = screen
        self.pager = pager
        self.hint = hint
        self.isLeft = isLeft
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        self.columns = columns
        self.provenance = provenance
    }

    /// Takes one row; where the reader has left, for a moment, and as far as answers are kept for `_`.
    mutating func row(_ cells: [Cell]) throws(OutputError) {
        cellCount += cells.count
        if hasLeft {
            guard cellCount > KeptResult.largestCellCount else { return }
            isLeft?()
            throw .closedPipe
        }
        do {
            if inner == nil {
                rows.append(cells)
                guard rows.count > (screen.height ?? 24) else { return }
                return try startPager()
            }
            try inner?.row(cells)
            rowCount += 1
            // There is something to look at, however slowly the rest comes.
            if rowCount % 1_000 == 0 { try output?.flush() }
        } catch {
            try leave(error)
        }
    }

    /// Whoever leaves the pager early has seen enough; that is no error.
    private mutating func leave(_ error: OutputError) throws(OutputError) {
        guard error == .closedPipe, let process else { throw error }
        // The watch goes on: it says when the rest has been waited for long enough.
        let status = process.waitForEnd()
        hasLeft = true
        if status != 0 { isFailed(status) }
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        process?.watch?.stop()
        if hasLeft { return }
        do { try show(closing) } catch { try leave(error) }
    }

    private mutating func show(_ closing: Closing) throws(OutputError) {
        if inner == nil {
            var closing = closing
            let isCut = try isCut()
            if isCut, isUncut {
                try startPager()
                return try finishPager(closing)
            }
            if isCut { closing.footer.append(cutNote) }
            let text = try render(on: screen.endless(isWide: false), closing)
            let height = text.utf8.count { $0 == UInt8(ascii: "\n") }
            if height < screen.height ?? .max {
                let output = Output(descriptor: 1)
                output.write(text)
                return try output.commit()
            }
            try startPager()
        }
        try finishPager(closing)
    }

    private mutating func finishPager(_ closing: Closing) throws(OutputError) {
        var closing = closing
        if isCutForGood { closing.footer.append(cutNote) }
        try inner?.finish(closing)
        let status = process?.wait() ?? 0
        if status != 0 { isFailed(status) }
    }

    private var cutNote: String { "cut to the screen's width: \(hint)" }

    /// Whether columns or parts of values would be missing for want of width.
    private func isCut() throws(OutputError) -> Bool {
        guard format == .table, screen.expanded == .off, let width = screen.width else { return false }
        var plain = screen.endless(isWide: true)
        plain.colour = false
        let text = try render(on: plain, Closing())
        // The header line is text, and wraps.
        let lines = text.split(separator: "\n").dropFirst(provenance.headline == nil ? 0 : 1)
        return lines.contains { DisplayWidth.of(String($0)) > width }
    }

    private func render(on screen: Screen, _ closing: Closing) throws(OutputError) -> String {
        let output = Output()
        try format.sink(to: output, screen: screen).write(
            columns, rows, provenance: provenance, closing: closing)
        return output.contents
    }

    private mutating func startPager() throws(OutputError) {
        guard let process = try? pager?.start(), let input = process.input else {
            // Without it the answer is cut to the screen, unless all of it is wanted.
            isCutForGood = isUncut ? false : try isCut()
            let screen = isUncut ? screen.endless(isWide: true) : screen
            return try replay(into: format.sink(to: Output(descriptor: 1), screen: screen))
        }
        self.process = process
        process.watch = isLeft.map { PagerWatch(input, isLeft: $0) }
        let output = Output(descriptor: input)
        self.output = output
        try replay(into: format.sink(to: output, screen: screen.endless(isWide: true)))
    }

    private mutating func replay(into sink: any RowSink) throws(OutputError) {
        var sink = sink
        try sink.begin(columns, provenance: provenance)
        for row in rows { try sink.row(row) }
        rows = []
        inner = sink
    }
}

extension Screen {
    /// The same without a bottom and, where it is wide, without a right edge: nothing is cut.
    fileprivate func endless(isWide: Bool) -> Screen {
        var screen = self
        screen.height = nil
        if isWide, expanded != .automatic { screen.width = nil }
        return screen
    }
}
