import CLibPQ
import Platform

/// Where a database is and how to enter it: a connection string, and parameters that override it.
///
/// The string is libpq's: `host=… dbname=…`, a `postgresql://` URI, or empty, which leaves all to the
/// environment (`PGHOST`, `PGSERVICE` …) and libpq's defaults.
package struct ConnectionSettings: Sendable, Hashable {
    /// The string as given, which may hold a password: show `description` instead.
    package let conninfo: String
    /// Parameters by libpq's keywords, such as `application_name`, which win over the string's.
    package var overrides: [String: String]

    /// Takes a connection string or URI; nothing is checked before connecting.
    package init(_ conninfo: String, overrides: [String: String] = [:]) {
        self.conninfo = conninfo
        self.overrides = overrides
    }

    /// The same settings with one more override.
    package func overriding(_ keyword: String, _ value: String) -> ConnectionSettings {
        var settings = self
        settings.overrides[keyword] = value
        return settings
    }

    /// Options for the server (`-c name=value …`) as they are given, by override, string or environment; nil for none.
    package var options: String? {
        if let given = overrides["options"] { return given }
        if case .success(let parsed) = parsed(),
            let given = parsed.first(where: { $0.keyword == "options" })?.value
        {
            return given
        }
        return getenv("PGOPTIONS").map { String(cString: $0) }
    }

    /// Keywords and values in the order in which libpq should read them: the later wins.
    var parameters: [(keyword: String, value: String)] {
        [("fallback_application_name", "deskhouse"), ("dbname", conninfo)]
            + overrides.sorted { $0.key < $1.key }.map { (keyword: $0.key, value: $0.value) }
            // Swift's strings are UTF-8, whatever the database's encoding or PGCLIENTENCODING say.
            + [("client_encoding", "UTF8")]
    }
}

extension ConnectionSettings: CustomStringConvertible, CustomDebugStringConvertible {
    /// The parameters that are given, as `keyword=value`, with `***` for every secret.
    package var description: String {
        switch parsed() {
        case .failure:
            return "(unreadable connection string)"
        case .success(let options):
            var shown: [String: String] = [:]
            for option in options {
                if let value = option.value { shown[option.keyword] = option.isSecret ? "***" : value }
            }
            let secrets = Set(options.filter(\.isSecret).map(\.keyword))
            for (keyword, value) in overrides { shown[keyword] = secrets.contains(keyword) ? "***" : value }
            let words = shown.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return words.isEmpty ? "(libpq's defaults)" : words.joined(separator: " ")
        }
    }

    /// The description: a dump of a value must not tell the password either.
    package var debugDescription: String { description }
}

extension ConnectionSettings: CustomReflectable {
    /// No children: `dump` and failed expectations would show the string as given.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension ConnectionSettings {
    /// One of libpq's connection parameters, and its value in the string, if it is given there.
    struct Option: Sendable {
        let keyword: String
        let value: String?
        let isSecret: Bool
    }

    /// Reads the connection string.
    ///
    /// The corresponding C function is `PQconninfoParse`.
    func parsed() -> Result<[Option], PostgresError> {
        var message: UnsafeMutablePointer<CChar>?
        defer { PQfreemem(message) }
        guard conninfo.isEmpty || conninfo.contains("=") || conninfo.contains("://") else {
            // Where libpq would be given this as dbname, it is a database's name.
            return .success([Option(keyword: "dbname", value: conninfo, isSecret: false)])
        }
        guard let first = PQconninfoParse(conninfo, &message) else {
            let reason = message.map { String(cString: $0) } ?? "out of memory"
            return .failure(.connectionFailed(Self.withoutQuotations(reason)))
        }
        defer { PQconninfoFree(first) }
        var options: [Option] = []
        var next = first
        while let keyword = next.pointee.keyword {
            options.append(
                Option(
                    keyword: String(cString: keyword),
                    value: next.pointee.val.map { String(cString: $0) },
                    isSecret: next.pointee.dispchar.map { $0.pointee == UInt8(ascii: "*") } ?? false))
            next += 1
        }
        return .success(options)
    }

    /// libpq's complaint about a connection string without the pieces of it that it quotes: they may be a password's.
    private static func withoutQuotations(_ message: String) -> String {
        let text = message.droppingLastLineBreak()
        // The name of a parameter is no secret, and is what the user needs to see.
        if text.hasPrefix("invalid connection option") || text.hasPrefix("invalid URI query parameter") {
            return text
        }
        guard let quote = text.firstIndex(of: "\"") else { return text }
        if text.hasPrefix("missing \"=\"") { return "missing \"=\" in connection info string" }
        return text[..<quote] + "(not shown) in connection string"
    }
}
