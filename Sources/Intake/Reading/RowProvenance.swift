/// Reads where a row comes from, if the row itself says so.
struct RowProvenance {
    /// Whether rows have the columns `_file` and `_line`.
    let isInColumns: Bool
    private let fileNumbers: [String: Int32]
    private var lastFile: [UInt8] = []
    private var lastNumber: Int32?

    init(_ provenance: ReadOptions.Provenance) {
        switch provenance {
        case .position:
            isInColumns = false
            fileNumbers = [:]
        case .columns(let fileNumbers):
            isInColumns = true
            self.fileNumbers = fileNumbers
        }
    }

    /// The number of the file that `field` names; nil where it is not known.
    mutating func fileNumber(_ field: Field) -> Int32? {
        if lastFile.elementsEqual(field.bytes) { return lastNumber }
        lastFile = Array(field.bytes)
        lastNumber = fileNumbers[field.text]
        return lastNumber
    }

    /// The line that `field` gives; nil where it is empty.
    func line(_ field: Field) throws(RowFault) -> Int64? {
        if field.count == 0 { return nil }
        do {
            return try NumberText.wholeNumber(field, in: 0...Int64.max)
        } catch {
            throw RowFault(column: .line, fault: error)
        }
    }
}
