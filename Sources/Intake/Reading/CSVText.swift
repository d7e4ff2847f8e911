/// A CSV record or header as it is written, quotes and all: for what changes its form and not its values.
package enum CSVText {
    private static let quote = UInt8(ascii: "\"")

    /// The record without the fields at `indices`; its quotes have to be in order.
    static func removing(_ indices: [Int], from record: [UInt8], delimiter: UInt8) -> [UInt8] {
        if indices.isEmpty { return record }
        var kept: [[UInt8]] = []
        for (index, field) in fields(of: record, delimiter).enumerated() where !indices.contains(index) {
            kept.append(Array(field))
        }
        return Array(kept.joined(separator: [delimiter]))
    }

    private static func fields(of record: [UInt8], _ delimiter: UInt8) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        var isQuoted = false
        var start = 0
        for (index, byte) in record.enumerated() {
            if byte == quote { isQuoted.toggle() }
            guard byte == delimiter, !isQuoted else { continue }
            fields.append(record[start..<index])
            start = index + 1
        }
        return fields + [record[start...]]
    }

    /// Whether a quote opens in the record that nothing in it closes: it would take in what follows.
    package static func leavesQuoteOpen(_ record: [UInt8], delimiter: UInt8) -> Bool {
        guard record.contains(quote) else { return false }
        var window = InputWindow(capacity: record.count)
        _ = record.withUnsafeBytes { window.append($0) }
        window.markEnd()
        var splitter = CSVSplitter(delimiter: delimiter, expectedFields: 0)
        if case .fault(.unclosedQuote, _) = splitter.split(window) { return true }
        return false
    }
}
