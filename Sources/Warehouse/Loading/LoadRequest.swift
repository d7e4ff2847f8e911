/// What is to be loaded, and under which conditions.
package struct LoadRequest: Sendable {
    /// Files, folders, archives, patterns, or `-` for standard input.
    package var paths: [String]
    /// `canonical`, a built-in mapping, or a folder of SQL.
    package var mapping: String
    /// The source in every key; nil: the mapping's name, for a folder its last path part.
    package var name: String?
    /// What the files hold where their names do not say: an entity, or a mapping's raw table.
    package var entity: String?
    /// IANA zone of instants without offset; nil: the one kept for the source, else UTC.
    package var timezone: String?
    /// The byte between CSV fields; nil: found out.
    package var delimiter: UInt8?
    /// Whether the first reject fails the load.
    package var isStrict = false
    /// How many rows of one entity may be rejected before the load fails.
    package var rejectLimit = RejectLimit.standard
    /// How long to wait for another load, and for who reads the raw tables, seconds; nil: until they are done.
    package var waitSeconds: Int?
    /// SHA-256 of the one file at `paths`, to be kept with the load.
    package var sha256: String?

    /// A request for some paths; the rest as the properties say.
    package init(paths: [String], mapping: String = "canonical", name: String? = nil) {
        self.paths = paths
        self.mapping = mapping
        self.name = name
    }
}

/// How many rows of one entity may be rejected, judged at its end.
package enum RejectLimit: Sendable, Hashable {
    /// The greater of 100 and 5 % of the rows read.
    case standard
    case rows(Int64)
    /// Percent of the rows read.
    case percent(Double)

    /// Reads `N` or `N%`, where a share may have a decimal point; nil for anything else.
    package init?(_ text: String) {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        // Not what else reads as a number: signs, exponents, hexadecimal digits.
        let isPlain = number.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
        guard isPlain else { return nil }
        if text.hasSuffix("%") {
            guard let percent = Double(number), (0...100).contains(percent) else { return nil }
            self = .percent(percent)
        } else {
            guard let rows = Int64(number) else { return nil }
            self = .rows(rows)
        }
    }

    /// Whether so many rejects of so many rows are too many.
    func isExceeded(rejected: Int64, read: Int64) -> Bool {
        switch self {
        case .standard: Double(rejected) > max(100, Double(read) * 0.05)
        case .rows(let limit): rejected > limit
        case .percent(let percent): Double(rejected) > Double(read) * percent / 100
        }
    }
}

extension LoadRequest {
    /// Whether a source may be called so: 1 to 512 bytes, none of them a control character.
    package static func isName(_ name: String) -> Bool {
        (1...512).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// The delimiter a word means: `tab`, or a single ASCII character.
    package static func delimiterByte(_ word: String) -> UInt8? {
        if word == "tab" || word == "\\t" { return 9 }
        guard word.utf8.count == 1, let byte = word.utf8.first, byte < 0x80, !"\"\r\n".utf8.contains(byte)
        else {
            return nil
        }
        return byte
    }
}
