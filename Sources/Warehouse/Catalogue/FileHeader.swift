import Basics
import EmbeddedSQL
import KPIQuery

/// The `-- field: value` lines that a file of `sql/` begins with.
///
/// A line `--   text` goes on with the field above. The header ends at the first line that is neither.
struct FileHeader: Sendable {
    /// One field, and the line it stands on (from 1).
    struct Field: Sendable {
        let name: String
        var value: String
        let line: Int
    }

    private(set) var fields: [Field] = []
    /// What follows the header.
    let body: String

    init(_ file: SQLFile) {
        self.init(text: file.text)
    }

    init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var count = 0
        for line in lines {
            guard line.hasPrefix("--") else { break }
            let content = line.dropFirst(2)
            if content.hasPrefix("   "), !fields.isEmpty {
                fields[fields.count - 1].value += " " + content.trimmed
            } else if let colon = content.firstIndex(of: ":"), content[..<colon].trimmed.isFieldName {
                let value = content[content.index(after: colon)...].trimmed
                fields.append(Field(name: content[..<colon].trimmed, value: value, line: count + 1))
            } else {
                break
            }
            count += 1
        }
        body = lines.dropFirst(count).joined(separator: "\n")
    }

    /// The field's value, where it is there and not empty.
    func value(_ name: String) -> String? {
        fields.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// The field's value; throws where the file's header lacks it.
    func required(_ name: String, of file: SQLFile) throws(WarehouseError) -> String {
        guard let value = value(name) else {
            throw .badSQLFile(
                path: file.path, line: 1, problem: "the header lacks \"-- \(name): …\"; see sql/README.md")
        }
        return value
    }

    /// The field's whole number; nil where it is not there.
    func number(_ name: String, of file: SQLFile) throws(WarehouseError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text) else {
            throw .badSQLFile(
                path: file.path, line: line(of: name), problem: "\(name) is \"\(text)\"; write a whole number"
            )
        }
        return number
    }

    /// The line on which a field stands; 1 where it is not there.
    func line(of name: String) -> Int { fields.first { $0.name == name }?.line ?? 1 }

    /// Refuses a field that nobody would read: a slip of the pen must not change what a number means.
    func refuseUnknown(_ known: [String], of file: SQLFile) throws(WarehouseError) {
        guard let field = fields.first(where: { !known.contains($0.name) }) else { return }
        let nearest = NearestName.of(field.name, among: known).map { "; did you mean \($0)?" } ?? "."
        throw .badSQLFile(
            path: file.path, line: field.line,
            problem:
                "the header knows no field \"\(field.name)\"\(nearest) Known: \(known.joined(separator: ", "))"
        )
    }

    /// The field `name`, which has to be the file's own.
    func ownName(of file: SQLFile) throws(WarehouseError) -> String {
        let name = try required("name", of: file)
        guard file.fileName == "\(name).sql" else {
            throw .badSQLFile(path: file.path, line: 1, problem: "the name \"\(name)\" is not the file's")
        }
        return name
    }

    /// The one statement that follows, without its semicolon.
    var statement: String { Self.statement(of: body) }

    /// A text's one statement, without its semicolon.
    static func statement(of text: String) -> String {
        var text = Substring(text).trimmed
        if text.hasSuffix(";") { text.removeLast() }
        return text
    }

    /// The values of a field that may stand several times.
    func values(_ name: String) -> [String] {
        fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }

    /// A comma-separated list.
    func list(_ name: String) -> [String] {
        (value(name) ?? "").split(separator: ",").map(\.trimmed)
    }
}

extension Substring {
    /// Without blanks at either end.
    var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension String {
    fileprivate var isFieldName: Bool {
        !isEmpty && utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
    }
}
