import Rendering

/// Hands an answer on, and says of how many rows once they are written.
struct CountingSink: RowSink {
    private var inner: any RowSink
    private let isWritten: (Int) -> Void
    private var count = 0

    init(_ inner: any RowSink, isWritten: @escaping (Int) -> Void) {
        self.inner = inner
        self.isWritten = isWritten
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        try inner.begin(columns, provenance: provenance)
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        count += 1
        try inner.row(cells)
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        try inner.finish(closing)
        isWritten(count)
    }
}
