/// The output formats, by the word that asks for them: `as csv`, `--format json`.
package enum Format: String, Sendable, Hashable, CaseIterable {
    case table, chart, csv, tsv, json, ndjson, md, html, xlsx

    /// Which ending of a file's name asks for which format.
    private static let endings: KeyValuePairs<String, Format> = [
        "csv": .csv, "tsv": .tsv, "tab": .tsv, "json": .json, "ndjson": .ndjson, "jsonl": .ndjson,
        "md": .md, "markdown": .md, "html": .html, "htm": .html, "xlsx": .xlsx, "txt": .table,
    ]

    /// The format that a path's ending asks for, where it asks for one.
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        guard let format = Self.endings.first(where: { $0.key == ending })?.value else { return nil }
        self = format
    }

    /// The format that a path's ending must ask for, because nothing else does.
    package init(endingOf path: String) throws(UnknownEnding) {
        guard let format = Format(path: path) else { throw UnknownEnding(path: path) }
        self = format
    }

    /// A file's name that does not say what is to be written.
    package struct UnknownEnding: Error, CustomStringConvertible {
        /// The path.
        package let path: String

        package var description: String {
            let endings = Format.endings.map { ".\($0.key)" }
            return "the name of '\(path)' asks for no format: end it in "
                + endings.dropLast().joined(separator: ", ") + " or \(endings.last ?? "")"
        }
    }

    /// Whether the format is bytes that a terminal should not be shown.
    package var isBinary: Bool { self == .xlsx }

    /// What to say of a file whose name asks for another format than the one that it gets; nil where there is nothing.
    ///
    /// `.txt` is what shows text, a chart as well as a table.
    package func remark(onName path: String) -> String? {
        guard let named = Format(path: path), named != self, named != .table else { return nil }
        return "\(path) holds \(rawValue), not \(named.rawValue) as its name says"
    }

    /// Bytes that would go to a terminal.
    package struct NotShown: Error, CustomStringConvertible {
        private let format: Format

        /// - Parameter format: the format that was asked for.
        package init(_ format: Format) {
            self.format = format
        }

        package var description: String {
            "\(format.rawValue) is no text: say where to, 'as \(format.rawValue) to FILE' or -o FILE"
        }
    }
}
