/// How `COPY … TO STDOUT` writes rows.
package enum CopyFormat: Sendable, Hashable {
    /// Tab-separated, with `\N` for null and backslash escapes.
    case text
    /// Comma-separated, with quotes where needed and nothing for null.
    case csv(header: Bool)
    /// PostgreSQL's own, with a header and a trailer.
    case binary

    var options: String {
        switch self {
        case .text: "format text"
        case .csv(let header): "format csv, header \(header)"
        case .binary: "format binary"
        }
    }
}
