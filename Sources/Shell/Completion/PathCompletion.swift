import LineEditor
import Platform

/// Files and folders that a path goes on with.
enum PathCompletion {
    /// The candidates for a path begun, whose last part they replace; nil where there are none.
    static func candidates(for path: String, endingAt cursor: Int) -> Candidates? {
        let (folder, begun) = parts(of: path)
        let entries = entries(of: folder, beginningWith: begun)
        guard !entries.isEmpty else { return nil }
        return Candidates(replacing: (cursor - begun.count)..<cursor, entries.map(\.candidate))
    }

    /// The candidates for an argument begun, within a single quote or not, that is read as psql reads it: where one of
    /// them wants quotes they replace all of it.
    static func candidates(forArgument word: String, endingAt cursor: Int) -> Candidates? {
        let isQuoted = word.hasPrefix("'")
        let path =
            isQuoted
            ? String(word.dropFirst()).replacing("''", with: "'").replacing("\\\\", with: "\\") : word
        let (folder, begun) = parts(of: path)
        let entries = entries(of: folder, beginningWith: begun)
        guard isQuoted || entries.contains(where: { wantsQuotes(folder + $0.name) }) else {
            return candidates(for: path, endingAt: cursor)
        }
        let list = entries.map { entry in
            let path = folder + entry.name
            guard isQuoted || wantsQuotes(path) else { return entry.candidate(path) }
            let quoted = "'" + path.replacing("\\", with: "\\\\").replacing("'", with: "''")
            // The quote stays open for what is in a folder.
            return entry.candidate(entry.isFolder ? quoted : quoted + "'")
        }
        return list.isEmpty ? nil : Candidates(replacing: (cursor - word.count)..<cursor, list)
    }

    private static func wantsQuotes(_ path: String) -> Bool {
        path.contains { $0.isWhitespace || "'\"\\:".contains($0) }
    }

    /// The folder that a path begun names, up to its slash, and what is begun in it.
    private static func parts(of path: String) -> (folder: String, begun: String) {
        let slash = path.lastIndex(of: "/")
        return (
            slash.map { String(path[...$0]) } ?? "",
            slash.map { String(path[path.index(after: $0)...]) } ?? path
        )
    }

    private struct Entry {
        let name: String
        let isFolder: Bool

        var candidate: Candidate { candidate(name) }

        func candidate(_ text: String) -> Candidate {
            Candidate(text, kind: isFolder ? "folder" : "file", suffix: isFolder ? "/" : "")
        }
    }

    private static func entries(of folder: String, beginningWith begun: String) -> [Entry] {
        guard let stream = opendir(folder.isEmpty ? "." : FilePath.expanded(folder)) else { return [] }
        defer { closedir(stream) }
        var list: [Entry] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(begun), name != ".", name != "..",
                !name.hasPrefix(".") || begun.hasPrefix(".")
            else {
                continue
            }
            var status = stat()
            let isFolder =
                stat(FilePath.expanded(folder) + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            list.append(Entry(name: name, isFolder: isFolder))
        }
        return list.sorted { $0.name < $1.name }
    }
}
