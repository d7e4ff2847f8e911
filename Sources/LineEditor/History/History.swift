/// The entries of this and earlier sessions, oldest first.
///
/// On disk each entry is one line: `\` is written `\\` and a newline `\n`. Sessions that run at the same time add to
/// the same file without losing each other's entries.
package final class History {
    /// Oldest first; at most `capacity`.
    package private(set) var entries: [String]
    /// The most entries kept, here and in the file.
    package let capacity: Int
    /// Why the file could not be used, if the last attempt failed; editing goes on without it.
    package private(set) var failure: HistoryError?

    private var file: HistoryFile?
    /// Those that failed when they ran last.
    private var failed: Set<String> = []

    /// Reads the history.
    ///
    /// - Parameters:
    ///   - path: the file, which need not exist; its folder must. Nil keeps the history in memory.
    ///   - capacity: the most entries to keep.
    package init(path: String?, capacity: Int = 10_000) {
        self.capacity = max(1, capacity)
        entries = []
        file = path.map { HistoryFile(path: $0, capacity: max(1, capacity)) }
        do {
            if let kept = try file?.load() { (entries, failed) = kept }
        } catch {
            failure = error
        }
    }

    /// Adds an entry, here and in the file.
    ///
    /// Not kept: an empty one, and the same as the last one again. Of a single row the blanks before it are left out.
    package func append(_ entry: String) {
        let entry = entry.asEntry
        guard !entry.allSatisfy(\.isWhitespace) else { return }
        failed.remove(entry)
        guard entry != entries.last else { return }
        entries.append(entry)
        if entries.count > capacity { entries.removeFirst(entries.count - capacity) }
        write { file throws(HistoryError) in try file.append(entry) }
    }

    /// Takes note that the last entry failed: it comes back as any other, but is no hint until it succeeds.
    package func noteFailure(of entry: String) {
        let entry = entry.asEntry
        guard entry == entries.last, failed.insert(entry).inserted else { return }
        write { file throws(HistoryError) in try file.noteFailure(of: entry) }
    }

    private func write(_ change: (inout HistoryFile) throws(HistoryError) -> Void) {
        guard var file else { return }
        do throws(HistoryError) {
            try change(&file)
            failure = nil
        } catch {
            failure = error
        }
        self.file = file
    }

    /// What follows a text in the newest entry that begins with it and goes on, and did not fail.
    package func continuation(of text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let typed = text.utf8
        let found = entries.last { entry in
            // The first two are quick; the third tells an accent of its own from one that is part of its letter.
            entry.utf8.count > typed.count && entry.hasPrefix(text) && entry.utf8.starts(with: typed)
                && !failed.contains(entry)
        }
        return found.map { String(decoding: $0.utf8.dropFirst(typed.count), as: UTF8.self) }
    }
}

extension String {
    /// Without newlines at its end; a single row without blanks at its start.
    fileprivate var asEntry: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text.contains(where: \.isNewline) ? text : text.drop { $0.isWhitespace })
    }
}
