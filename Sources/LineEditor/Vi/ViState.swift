/// Where editing as vi does stands.
struct ViState: Sendable {
    /// Whether keys are commands, not text.
    var isNormal = false
    /// The letters of a command that is not whole yet.
    var typed: [Character] = []
    var lastFind: ViCommand.Find?
    /// What `n` looks for again in the history.
    var lastSearch: HistoryWish?
    /// How many steps of the buffer's past were there before each change, for `u`.
    var marks = [0]
    /// The change that is being made, and the last one, for `.`.
    var recorded: Change?
    var lastChange: Change?

    /// A command that changes something, and the keys of what is typed then.
    struct Change: Sendable {
        var command: ViCommand
        var typed: [Key] = []
    }

    /// A search of the history.
    struct HistoryWish: Sendable {
        var query: String
        /// Whether it goes from the entry that is shown to older ones.
        var isForOlder: Bool
    }

    /// What the next entry begins with: the last search and the last change can be repeated in it.
    var forNextEntry: ViState {
        var next = ViState()
        next.lastFind = lastFind
        next.lastSearch = lastSearch
        next.lastChange = lastChange
        return next
    }
}
