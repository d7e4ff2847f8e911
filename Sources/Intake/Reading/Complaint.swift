/// What is wrong with a record, in words, and the column where one is to blame.
struct Complaint: Error {
    let column: String?
    let reason: String

    /// A value that does not meet the contract.
    init(_ fault: TypingFault, _ column: String, _ value: Field) {
        self.column = column
        reason = fault.reason(column: column, value: value.text)
    }

    /// A record that is broken as a whole, or holds a value that makes it no text.
    init(_ fault: RecordFault, _ records: borrowing RecordReader) {
        let isBad: (Field) -> Bool
        let typingFault: TypingFault
        switch fault {
        case .nul:
            isBad = { UTF8Validation.holdsNUL($0.start, $0.count) }
            typingFault = .nul
        case .invalidUTF8:
            isBad = { !UTF8Validation.isValid($0.start, $0.count) }
            typingFault = .invalidUTF8
        default:
            column = nil
            reason = fault.reason
            return
        }
        let columns = records.layout.columns
        for index in columns.indices where isBad(records.csv.fields[index]) {
            column = columns[index]
            reason = typingFault.reason(column: columns[index], value: "")
            return
        }
        column = nil
        reason = fault.reason
    }
}
