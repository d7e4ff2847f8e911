/// An output format: it is told the columns, then row by row what to write.
///
/// The order is `begin` once, `row` any number of times, `finish` once. Only `finish` makes a file appear; a sink
/// that is dropped before leaves what was there untouched.
///
/// ## Topics
/// Made by `Format.sink(to:screen:defusesFormulas:)`.
package protocol RowSink {
    /// Starts the answer.
    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError)

    /// Takes one row, as many cells as there are columns.
    mutating func row(_ cells: [Cell]) throws(OutputError)

    /// Ends the answer and commits the output.
    mutating func finish(_ closing: Closing) throws(OutputError)
}

extension RowSink {
    /// Writes a whole answer.
    package func write(
        _ columns: [Column], _ rows: [[Cell]], provenance: Provenance, closing: Closing = Closing()
    ) throws(OutputError) {
        var sink = self
        try sink.begin(columns, provenance: provenance)
        for row in rows { try sink.row(row) }
        try sink.finish(closing)
    }
}
