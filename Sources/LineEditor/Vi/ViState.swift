/// Where editing as vi does stands.
struct ViState: Sendable {
    /// Whether keys are commands, not text.
    var isNormal = false
    /// The letters of a command that is not whole yet.
    var typed: [Character] = []
    var lastFind: ViCommand.Find?
    /// How many steps of the buffer's past were there before each change, for `u`.
    var marks = [0]
    /// The keys of the change that is being made, and those of the last one, for `.`.
    var recorded: [Key]?
    var lastChange: [Key] = []

    /// What the next entry begins with: the last search and the last change can be repeated in it.
    var forNextEntry: ViState {
        var next = ViState()
        next.lastFind = lastFind
        next.lastChange = lastChange
        return next
    }
}
