/// Why an input cannot be read at all, so that nothing of the load may be kept; its text names the fix.
package enum InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no file or folder of that name, or no file that the pattern fits.
    case notFound(path: String)
    /// A file given by name belongs to nothing that can be loaded.
    case unknownEntity(file: String, known: [String], closest: String?, isContract: Bool)
    /// A folder, archive or pattern given by name holds no file that can be loaded.
    case noKnownFile(path: String, known: [String], leftAlone: [String])
    /// Standard input has no name that tells what it holds.
    case unnamedInput(known: [String])
    /// The operating system refused.
    case unreadable(file: String, reason: String)
    /// A compressed file is cut short or broken.
    case damagedArchive(file: String, reason: String)
    /// A compression or layout that is not read, and what to do about it.
    case unsupported(file: String, what: String, fix: String)
    /// The header lacks columns that every row needs.
    case missingColumns(
        file: String, entity: String, columns: [String], found: [String], closest: [String: String])
    /// Two columns of the header have one name.
    case duplicateColumn(file: String, column: String)
    /// The first record is no header.
    case unreadableHeader(file: String, reason: String)

    package var description: String {
        switch self {
        case .notFound(let path):
            return "\(path): no such file or folder; check the path"
        case .unknownEntity(let file, let known, let closest, let isContract):
            let isTar = [".tar", ".tar.gz", ".tgz", ".tar.zst"].contains { file.lowercased().hasSuffix($0) }
            guard !isTar else {
                return "\(file): a tar archive is not read; extract it (tar -xf) and load the folder"
            }
            let hint = closest.map { " Did you mean \($0)?" } ?? ""
            return "\(file): the name says nothing about what the file holds.\(hint) \(Self.naming(known)), "
                + "or give --entity" + (isContract ? Self.sourceHint : "")
        case .noKnownFile(let path, let known, let leftAlone):
            let others = leftAlone.isEmpty ? "" : " (left alone: \(Self.some(leftAlone)))"
            return "\(path): no file to load here\(others). \(Self.naming(known))"
        case .unnamedInput(let known):
            return "standard input has no file name; say what it holds with --entity, one of "
                + known.joined(separator: ", ")
        case .unreadable(let file, let reason):
            return "\(file): cannot be read: \(reason)"
        case .damagedArchive(let file, let reason):
            return
                "\(file): the compressed file is truncated or damaged (\(reason)); get a complete copy of it"
        case .unsupported(let file, let what, let fix):
            return "\(file): \(what); \(fix)"
        case .missingColumns(let file, let entity, let columns, let found, let closest):
            let hints = columns.compactMap { column in closest[column].map { "\"\($0)\" as \(column)" } }
            let fix =
                hints.isEmpty ? "add them to the file" : "perhaps rename \(hints.joined(separator: ", "))"
            return
                "\(file): the header lacks \(columns.joined(separator: ", ")), which every row of \(entity) "
                + "needs (found: \(Self.some(found))); \(fix)"
                + (file.hasSuffix(".sql") ? "" : Self.sourceHint)
        case .duplicateColumn(let file, let column):
            return "\(file): the header has the column \(Quoted.text(column)) twice; rename or remove one"
        case .unreadableHeader(let file, let reason):
            return "\(file): the first line is no header: \(reason)"
        }
    }

    /// What helps with another tool's own export.
    private static let sourceHint =
        ". Another tool's export, as it is, needs a source: a built-in one (--source zendesk, --source servicenow), "
        + "or a folder of SQL (README, Write a source)"

    private static func naming(_ known: [String]) -> String {
        guard let first = known.first else { return "Name files NAME.csv or NAME.ndjson" }
        return "Name files after one of \(known.joined(separator: ", ")), as \(first)-1.csv"
    }

    private static func some(_ names: [String]) -> String {
        names.count <= 12
            ? names.joined(separator: ", ")
            : names.prefix(12).joined(separator: ", ") + " and \(names.count - 12) more"
    }
}
