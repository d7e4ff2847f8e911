import KPIQuery

/// Questions that were pasted in several rows, as editors and documents break them.
struct PastedQuestions {
    let language: QueryLanguage
    let splitter: EntrySplitter

    /// The text with the sign that a question goes on at the end of each row with which the next one goes on.
    func joined(_ text: String) -> String {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard rows.count > 1 else { return text }
        var splitter = splitter
        // The question with which the last row ended, if it did.
        var question: String?
        for (index, row) in rows.enumerated() {
            if let begun = question, language.continues(begun, with: row) {
                rows[index - 1] = rows[index - 1].trimmedEnd + " \\"
                question = isFinal(row) ? nil : begun + " " + row.trimmed
                continue
            }
            let last = splitter.feed(row).last
            question = last.flatMap { entry in
                let isQuestion = entry.kind == .line && !entry.text.hasPrefix("\\")
                return isQuestion && splitter.openEntry == nil && !isFinal(row) ? entry.text : nil
            }
        }
        return rows.joined(separator: "\n")
    }

    /// Whether nothing can be put behind what stands in a row.
    private func isFinal(_ row: String) -> Bool {
        row.trimmed.last == ";" || row.contains("--")
    }
}
