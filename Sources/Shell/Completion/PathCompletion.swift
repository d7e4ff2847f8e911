import LineEditor
import Platform

/// Files and folders that a path goes on with.
enum PathCompletion {
    /// The candidates for a path begun, whose last part they replace.
    static func candidates(for path: String, endingAt cursor: Int) -> Candidates? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let begun = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let stream = opendir(folder.isEmpty ? "." : FilePath.expanded(folder)) else { return nil }
        defer { closedir(stream) }
        var list: [Candidate] = []
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
            list.append(Candidate(name, kind: isFolder ? "folder" : "file", suffix: isFolder ? "/" : ""))
        }
        guard !list.isEmpty else { return nil }
        list.sort { $0.text < $1.text }
        return Candidates(replacing: (cursor - begun.count)..<cursor, list)
    }
}
