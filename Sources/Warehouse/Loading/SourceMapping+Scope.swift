import EmbeddedSQL
import SQLScanning

extension SourceMapping {
    /// The schemas in which loads keep their results: what stands there says nothing of the files at hand, and a load
    /// that fills a table would wait for itself.
    private static let results: Set = ["core", "fact", "rollup", "kpi", "meta"]

    /// Throws `LoadError.badMapping` where a select reads from the warehouse instead of the files.
    static func checkScope(of selects: [SQLFile], in path: String) throws {
        for sql in selects {
            guard let (table, line) = resultTable(in: sql.text) else { continue }
            throw LoadError.badMapping(
                path: path,
                problem: "\(sql.path), line \(line) reads \(table): look at nothing but the files at hand, "
                    + "in the schema raw")
        }
    }

    /// The first table of the warehouse that a text names, and the line where it stands.
    ///
    /// A word that stands alone somewhere, or names a raw table, may be an alias: `meta.id` is then a column. What a
    /// bracket follows is a function.
    private static func resultTable(in text: String) -> (table: String, line: Int)? {
        let aliases = Set(SQLName.all(in: text).map { $0.word ?? $0.parts[$0.parts.count - 1] })
        let characters = Array(text)
        let tokens = SQLScanner.tokens(of: characters[...]).filter { $0.kind != .comment }
        func written(_ index: Int) -> String {
            tokens.indices.contains(index) ? String(characters[tokens[index].range]) : ""
        }
        func name(_ index: Int) -> String? {
            tokens.indices.contains(index) && [.word, .quotedName].contains(tokens[index].kind)
                ? written(index).asSQLName : nil
        }
        for index in tokens.indices {
            guard let schema = name(index), results.contains(schema), !aliases.contains(schema),
                written(index - 1) != ".", written(index + 1) == ".", let table = name(index + 2),
                written(index + 3) != "("
            else { continue }
            let line = characters[..<tokens[index].range.lowerBound].count(where: \.isNewline) + 1
            return ("\(schema).\(table)", line)
        }
        return nil
    }
}
