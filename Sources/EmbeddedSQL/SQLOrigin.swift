import Platform

/// Where a run has its `sql/` from.
package enum SQLOrigin: Sendable, Hashable {
    /// The binary's own, since nothing was said.
    case unsaid
    /// The binary's own, asked for: `DESKHOUSE_SQL=built-in`.
    case builtIn
    /// A folder, by its whole path.
    case folder(String)

    /// What a value of `DESKHOUSE_SQL` means; an empty one says nothing.
    package init(_ text: String?) {
        switch text {
        case nil, "": self = .unsaid
        case "built-in": self = .builtIn
        case let path?:
            let whole = realpath(path, nil)
            defer { free(whole) }
            self = .folder(whole.map { String(cString: $0) } ?? path)
        }
    }

    /// What the environment says.
    package static var named: SQLOrigin { SQLOrigin(getenv("DESKHOUSE_SQL").map { String(cString: $0) }) }
}
