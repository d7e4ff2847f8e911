import EmbeddedSQL

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

    /// The field `name`, which has to be the file's own.
    func ownName(of file: SQLFile) throws(WarehouseError) -> String {
        let name = try required("name", of: file)
        guard file.fileName == "\(name).sql" else {
            throw .badSQLFile(path: file.path, line: 1, problem: "the name \"\(name)\" is not the file's")
        }
        return name
    }

    /// The one statement that follows, without its semicolon.
    var statement: String {
        var text = Substring(body).trimmed
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
