import Basics
import Intake

/// How rejects of one source and entity are written that stood under one header.
final class RejectForm {
    let entity: String
    private let source: String
    /// What its records were read with: those of no entity of the contract need it again.
    private let mapping: String
    private let header: [UInt8]
    private let delimiter: UInt8
    /// The delimiter that a reader would find out.
    private let guessedDelimiter: UInt8
    /// A repeated fix has the column already.
    private let hasRejectColumn: Bool

    /// The `delimiter` is the character between the fields, as it was kept.
    init(source: String, entity: String, mapping: String, delimiter: UInt8?, header: [UInt8]) {
        self.source = source
        self.entity = entity
        self.mapping = mapping
        self.header = header
        guessedDelimiter = Self.guessedDelimiter(of: header)
        self.delimiter = delimiter ?? guessedDelimiter
        hasRejectColumn = header.starts(with: "_reject_id".utf8)
    }

    /// Objects, one a line, have no header.
    private var isNDJSON: Bool { header.isEmpty }

    /// What the name of a file ends with.
    var ending: String { isNDJSON ? "ndjson" : "csv" }

    /// What a file begins with.
    var firstLine: [UInt8] {
        if isNDJSON { return [] }
        return (hasRejectColumn ? [] : Array("_reject_id".utf8) + [delimiter]) + header + [UInt8(ascii: "\n")]
    }

    /// A record behind the number of its reject.
    func line(_ raw: [UInt8], id: Int) -> [UInt8] {
        let record =
            if isNDJSON {
                RejectMark.put(id, onJSON: raw)
            } else if hasRejectColumn {
                Array("\(id)".utf8) + raw.drop { $0 != delimiter }
            } else {
                Array("\(id)".utf8) + [delimiter] + raw
            }
        return record + [UInt8(ascii: "\n")]
    }

    /// Whether a record would take in those that follow it.
    func isSpoilt(by raw: [UInt8]) -> Bool {
        !isNDJSON && CSVText.leavesQuoteOpen(raw, delimiter: delimiter)
    }

    /// The command that loads a file after its fix.
    func command(loading path: String) -> String {
        var options = Contract.entity(named: entity) == nil ? "--source \(mapping.shellQuoted) " : ""
        if !isNDJSON, delimiter != guessedDelimiter { options += "--delimiter \(delimiterWord) " }
        return "deskhouse load \(options)--as \(source.shellQuoted) \(path.shellQuoted)"
    }

    /// The delimiter as a word for a shell.
    private var delimiterWord: String {
        delimiter == 9 ? "tab" : String(UnicodeScalar(delimiter)).shellQuoted
    }

    /// The one of the three that the header has most of, as the reader finds it out.
    private static func guessedDelimiter(of header: [UInt8]) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
        func occurrences(_ candidate: UInt8) -> Int { header.reduce(0) { $0 + ($1 == candidate ? 1 : 0) } }
        return candidates.reduce(candidates[0]) { occurrences($1) > occurrences($0) ? $1 : $0 }
    }
}
