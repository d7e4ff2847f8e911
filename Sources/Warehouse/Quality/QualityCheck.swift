import EmbeddedSQL

/// One file of `sql/checks`: something in the data that is not wrong enough to be rejected, but worth knowing.
///
/// Its header has `name`, `title`, `severity` (error: numbers are wrong because of it; warning: they may mislead;
/// notice: may be as it should), `meaning` and `scope`. Then follows one select:
///
/// - scope `ticket`: joins `staging.touched_ticket`, and gives at most one row a ticket: `source, ticket_id, sample,
///   found_count`. What was found is kept for each ticket, so that a load looks only at the tickets it touches. With a
///   header field `until`, that column of the select says when a finding is over.
/// - scope `warehouse`: gives every finding there is: `source, sample`. Only for what is cheap to look up.
struct QualityCheck: Sendable {
    enum Severity: String, CaseIterable, Sendable {
        case error, warning, notice
    }

    enum Scope: String, Sendable {
        case ticket, warehouse
    }

    /// The file.
    let path: String
    let name: String
    let title: String
    let severity: Severity
    let meaning: String
    let scope: Scope
    /// The column of the select that says when a finding is over.
    let until: String?
    /// The select, without a semicolon.
    let select: String

    /// Reads a file; throws where its header lacks something.
    init(_ file: SQLFile) throws(WarehouseError) {
        let header = FileHeader(file)
        try header.refuseUnknown(
            ["name", "title", "severity", "scope", "meaning", "until"], of: file)
        func word<Word: RawRepresentable>(_ field: String, _ known: String) throws(WarehouseError) -> Word
        where Word.RawValue == String {
            let value = try header.required(field, of: file)
            guard let word = Word(rawValue: value) else {
                throw .badSQLFile(
                    path: file.path, line: header.line(of: field),
                    problem: "\(field) is \"\(value)\"; write \(known)")
            }
            return word
        }
        path = file.path
        name = try header.ownName(of: file)
        title = try header.required("title", of: file)
        meaning = try header.required("meaning", of: file)
        severity = try word("severity", "error, warning or notice")
        scope = try word("scope", "ticket or warehouse")
        until = header.value("until")
        select = header.statement
    }
}

/// What a check found.
package struct QualityResult: Sendable, Hashable {
    /// The file's name in `sql/checks`, without `.sql`.
    package let name: String
    /// What was found, in a few words.
    package let title: String
    /// error, warning or notice.
    package let severity: String
    /// What it means for the numbers, and what to do.
    package let meaning: String
    /// How many rows it is about.
    package let count: Int
    /// Some of them, each as `source: key`; at most five.
    package let samples: [String]
    /// Whether the load before left as many, and the same samples.
    package var isKnown = false
}
