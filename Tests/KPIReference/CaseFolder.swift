/// One hand-computed case: files by path within the case's folder, however they were read.
///
/// - `given/ENTITY.csv`: canonical files, loaded as the source `canonical`; `given-NAME/ENTITY.csv`: loaded
///   as the source NAME.
/// - `query.txt`: one query a line.
/// - `expected.csv`: for each line of it one block of rows in the machine form, in its order; blocks are
///   separated by an empty line. A column that a block does not name is not judged.
/// - `settings.txt` (optional): `name=value` lines; `as_of` is the instant of the questions.
package struct CaseFolder: Sendable {
    package let dataSet: DataSet
    package let queries: [Query]
    /// Header and records, one block a query.
    package let expected: [[[String]]]
    package let settings: Settings
    package let asOf: Instant

    package init(files: [String: String]) throws {
        var rows: [any ContractRow] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) where path.hasPrefix("given") {
            let parts = path.split(separator: "/").map { String($0) }
            guard parts.count == 2, parts[1].hasSuffix(".csv") else { continue }
            let source = parts[0] == "given" ? "canonical" : String(parts[0].dropFirst("given-".count))
            rows += try CSVText.rows(of: String(parts[1].dropLast(4)), source: source, text: text)
        }
        dataSet = DataSet(rows: rows)
        queries = try CaseFolder.lines(files["query.txt"]).map { line throws in
            try QueryParser.query(line)
        }
        expected = (files["expected.csv"] ?? "").split(separator: "\n\n").map {
            CSVText.records(String($0))
        }
        var settings = Settings()
        var asOf = Instant(LocalDate(year: 2026, month: 11, day: 1).dayNumber) * .day
        for line in CaseFolder.lines(files["settings.txt"]) {
            let parts = line.split(separator: "=", maxSplits: 1).map { String($0) }
            guard parts.count == 2 else { throw Refusal("settings.txt: \(line)") }
            if parts[0] == "as_of" {
                guard let instant = parseInstant(parts[1]) else { throw Refusal("as_of: \(parts[1])") }
                asOf = instant
            } else {
                try settings.apply(parts[0], parts[1])
            }
        }
        self.settings = settings
        self.asOf = asOf
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map { String($0) }
    }
}
