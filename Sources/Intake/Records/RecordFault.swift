/// Why a record cannot be taken apart at all.
enum RecordFault: Error, Hashable {
    /// A quote inside a field that did not begin with one; fields count from 1.
    case strayQuote(field: Int)
    /// Something other than a delimiter after the quote that closes a field.
    case textAfterQuote(field: Int)
    /// A quote that nothing closes in time.
    case unclosedQuote(field: Int)
    case fieldCount(found: Int, expected: Int)
    case tooLong
    /// The input ends within the record, or within the array that holds records.
    case cutOff
    /// `offset` counts bytes from the record's start.
    case json(JSONFault, offset: Int)
    case nul
    case invalidUTF8

    /// A sentence for the person who has to mend the record.
    var reason: String {
        switch self {
        case .strayQuote(let field):
            "field \(field) has a quote (\") in the middle of unquoted text; "
                + "put the whole field in quotes and double the quotes within it"
        case .textAfterQuote(let field):
            "field \(field) goes on after its closing quote (\"); double the quotes within a quoted field"
        case .unclosedQuote(let field):
            "field \(field) opens a quote (\") that is not closed within 1 MiB or by the end of the file; "
                + "close it, or double it if it belongs to the text"
        case .fieldCount(let found, let expected):
            "the record has \(found) \(found == 1 ? "field" : "fields") where the header has \(expected); "
                + (found < expected
                    ? "add what is missing" : "put quotes around a field that contains the delimiter")
        case .tooLong:
            "the record is longer than 16 MiB; only its beginning is kept here"
        case .cutOff:
            "the file ends before its JSON array does, so records are missing; get a complete copy of it"
        case .json(let fault, let offset):
            "no valid JSON at byte \(offset + 1) of the record: \(fault.reason)"
        case .nul:
            "the record contains a NUL byte (\\x00), which text cannot hold; remove it"
        case .invalidUTF8:
            "the record is not valid UTF-8; save the file as UTF-8"
        }
    }
}
