/// Why a folder of SQL could not be read.
package enum SQLFolderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system refused: what was read, and its reason.
    case unreadable(path: String, reason: String)
    /// The file holds bytes that are no UTF-8 text.
    case notUTF8(path: String)
    /// Nothing in the folder is named `*.sql`: most likely the wrong folder.
    case empty(path: String)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .notUTF8(let path): "\(path) is not UTF-8 text"
        case .empty(let path): "no .sql file in \(path)"
        }
    }
}
