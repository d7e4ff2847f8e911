/// The last answers: `_` and `_1` are the last, `_2` the one before, up to `_9`.
struct ResultHistory {
    private static let capacity = 9

    /// Under which name what was typed can be asked.
    static let entriesName = "_history"

    private var results: [KeptResult] = []
    /// What is in the session's temporary tables now, by their names.
    private var placed: [String: ObjectIdentifier] = [:]

    /// The last answer.
    var last: KeptResult? { results.last }

    mutating func append(_ result: KeptResult) {
        results.append(result)
        guard results.count > Self.capacity else { return }
        let oldest = ObjectIdentifier(results.removeFirst())
        // Another answer may come to have its identifier.
        placed = placed.filter { $0.value != oldest }
    }

    /// The answer that a name stands for; nil where the name is none of ours.
    func result(named name: String) -> Reference? {
        guard name.first == "_" else { return nil }
        let number = name.dropFirst()
        guard let age = number.isEmpty ? 1 : Int(number), (1...Self.capacity).contains(age),
            number.first != "0"
        else { return nil }
        return age <= results.count ? .result(results[results.count - age]) : .missing
    }

    /// Whether the table of that name holds this answer.
    func isPlaced(_ result: KeptResult, as name: String) -> Bool {
        placed[name] == ObjectIdentifier(result)
    }

    mutating func notePlaced(_ result: KeptResult, as name: String) {
        placed[name] = ObjectIdentifier(result)
    }

    /// The session's temporary tables are gone.
    mutating func forgetTables() {
        placed = [:]
    }

    /// What a name stands for.
    enum Reference {
        case result(KeptResult)
        /// There were not so many answers yet.
        case missing
    }
}
