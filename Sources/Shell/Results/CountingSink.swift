import Rendering

/// Hands an answer on, says while they are written how many rows there are, and how many there were at the end.
struct CountingSink: RowSink {
    private var inner: any RowSink
    private let progress: RowProgress?
    private let isWritten: (Int) -> Void
    private var count = 0

    init(_ inner: any RowSink, _ progress: RowProgress?, isWritten: @escaping (Int) -> Void) {
        self.inner = inner
        self.progress = progress
        self.isWritten = isWritten
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        try inner.begin(columns, provenance: provenance)
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        count += 1
        try inner.row(cells)
        if count % 1_024 == 0 { progress?.show(count) }
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        progress?.showFinishing()
        try inner.finish(closing)
        progress?.clear()
        isWritten(count)
    }
}
