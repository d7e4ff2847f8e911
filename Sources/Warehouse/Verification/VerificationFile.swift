import EmbeddedSQL
import PostgresClient

/// One file of `sql/verify`: two ways to the same number, which have to agree.
///
/// Its header has `name`, `title`, `meaning`, `expected` and `found` (where the two numbers are from, in words), and
/// may have `tolerance`. Then follows one select with a row a comparison: `place`, `expected`, `found`.
struct VerificationFile {
    private let path: String
    private let name: String
    private let title: String
    private let meaning: String
    private let origins: (expected: String, found: String)
    private let tolerance: String
    private let select: String

    /// All files of the folder.
    static func all(_ files: [SQLFile]) throws(WarehouseError) -> [VerificationFile] {
        var found: [VerificationFile] = []
        for file in files where file.path.hasPrefix("verify/") { found.append(try VerificationFile(file)) }
        return found
    }

    /// Reads a file; throws where its header lacks something.
    private init(_ file: SQLFile) throws(WarehouseError) {
        let header = FileHeader(file)
        path = file.path
        name = try header.ownName(of: file)
        title = try header.required("title", of: file)
        meaning = try header.required("meaning", of: file)
        origins = (try header.required("expected", of: file), try header.required("found", of: file))
        tolerance = header.value("tolerance") ?? "0"
        guard Double(tolerance) != nil else {
            let line = header.fields.first { $0.name == "tolerance" }?.line ?? 1
            throw .badSQLFile(path: file.path, line: line, problem: "tolerance \"\(tolerance)\" is no number")
        }
        select = header.statement
    }

    var check: VerificationCheck {
        var check = VerificationCheck(
            name: name, subject: title, meaning: meaning, origins: origins,
            comparisons: Statement(
                trusted: """
                    select
                        listed.place,
                        '' as segment,
                        '' as number,
                        listed.expected,
                        listed.found,
                        \(tolerance) as tolerance
                    from (
                    \(select)
                    ) as listed
                    """))
        check.path = path
        return check
    }
}
