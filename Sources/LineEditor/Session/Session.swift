/// The reading of one entry: takes keys, says what is to be seen.
///
/// It touches no terminal, and no file but through the history it is given.
struct Session {
    /// What a key led to.
    enum Outcome: Equatable {
        case editing
        case finished(ReadResult)
        case suspend, clearScreen
    }

    let prompt: Prompt
    let continuationPrompt: Prompt
    let assistant: any LineAssistant
    let history: History
    let marks: Marks

    var buffer: EditBuffer
    var menu: Menu?
    var search: Search?
    /// Whether a menu opens by itself while one types.
    var opensMenu = false
    /// Whether it is time to look for such a menu, once no key comes for a moment.
    var menuIsDue = false
    /// Whether one was open before the last key, so that there is no moment to wait for.
    var narrowsMenu = false
    /// The start of the word whose menu was closed, which does not open again.
    var closedMenuStart: Int?
    /// Where editing as vi does stands; nil where keys do what they do in Emacs.
    var vi: ViState?
    /// The first row of a text that is taller than the screen.
    var topRow = 0

    /// Whether the last key was the first of two.
    private var isAfterPrefix = false
    /// Which entry of the history is shown; nil is the one being written, kept in `draft`.
    private var position: Int?
    private var draft = (text: "", beginsTyped: true)
    /// Whether a key, not a paste or the history, put in what the text begins with.
    private var beginsTyped = true

    init(
        prompt: Prompt, continuationPrompt: Prompt, assistant: any LineAssistant, history: History,
        buffer: EditBuffer, marks: Marks
    ) {
        self.prompt = prompt
        self.continuationPrompt = continuationPrompt
        self.assistant = assistant
        self.history = history
        self.buffer = buffer
        self.marks = marks
        beginsTyped = buffer.isEmpty
    }

    /// Whether the entry is to be kept out of the history: a blank was typed before it.
    var isPrivate: Bool { beginsTyped && buffer.characters.first?.isWhitespace == true }

    /// Does what a key asks for.
    mutating func handle(_ key: Key) -> Outcome {
        defer { settleCursor() }
        let isInLine = search == nil && (menu == nil || isMenuUntouched) && !isAfterPrefix
        if isInLine, let outcome = handleInVi(key) {
            menuIsDue = false
            return outcome
        }
        let command = isAfterPrefix ? Command(afterPrefix: key) : Command(key)
        isAfterPrefix = command == .prefix
        menuIsDue = false
        narrowsMenu = false
        let outcome =
            search != nil
            ? handleInSearch(command) : menu != nil ? handleInMenu(command) : perform(command)
        if opensMenu, menu == nil, search == nil {
            switch command {
            case .insert, .delete(.left): menuIsDue = !buffer.isEmpty
            default: break
            }
        }
        return outcome
    }

    /// Does what a command asks for in the line itself.
    mutating func perform(_ command: Command) -> Outcome {
        switch command {
        case .insert(let text):
            if buffer.cursor == 0 { beginsTyped = true }
            buffer.insert(text)
        case .paste(let text):
            if buffer.cursor == 0 { beginsTyped = false }
            let pasted = buffer.isEmpty ? assistant.pasted(text) : text
            buffer.replace(buffer.cursor..<buffer.cursor, with: pasted)
        case .enter: return enter()
        case .newRow: buffer.insert("\n")
        case .complete, .completeBackwards: complete()
        case .move(let motion): if !acceptHint(motion) { buffer.move(motion) }
        case .delete(let motion): buffer.delete(motion)
        case .kill(let motion): buffer.kill(motion)
        case .deleteOrEnd:
            if buffer.isEmpty { return .finished(.endOfInput) }
            buffer.delete(.right)
        case .yank: buffer.yank()
        case .yankOlder: buffer.yankOlder()
        case .undo: buffer.undo()
        case .transpose: buffer.transpose()
        case .rowUp: if !buffer.moveRow(by: -1) { browse(-1) }
        case .rowDown: if !buffer.moveRow(by: 1) { browse(1) }
        case .older: browse(-1)
        case .newer: browse(1)
        case .oldest: browse(-history.entries.count)
        case .newest: browse(history.entries.count)
        case .searchHistory: search = Search(history.entries, original: buffer)
        case .interrupt: return .finished(.interrupted)
        case .edit: return .finished(.edit(buffer.text))
        case .suspend: return .suspend
        case .clearScreen: return .clearScreen
        case .prefix, .searchForward, .escape, .pageUp, .pageDown, .nothing: break
        }
        return .editing
    }

    private mutating func enter() -> Outcome {
        let text = buffer.text
        if text.allSatisfy(\.isWhitespace) || assistant.isComplete(text) { return .finished(.line(text)) }
        buffer.insert("\n")
        return .editing
    }

    // MARK: History

    /// Which entry of the history is shown; behind the last is the one that is being written.
    var shownEntry: Int { position ?? history.entries.count }

    mutating func browse(_ offset: Int) {
        let end = history.entries.count
        let current = position ?? end
        let target = min(max(0, current + offset), end)
        guard target != current else { return }
        if position == nil { draft = (buffer.text, beginsTyped) }
        position = target == end ? nil : target
        buffer.reset(target == end ? draft.text : history.entries[target])
        beginsTyped = target == end && draft.beginsTyped
    }

    /// Puts an entry of the history in the place of the text, as a change that can be taken back.
    mutating func recall(_ entry: String) {
        buffer.replace(0..<buffer.characters.count, with: entry)
        beginsTyped = false
    }

    // MARK: Hint

    /// What the text would likely go on with; nil unless the cursor is where it would be typed.
    var hint: String? {
        guard vi?.isNormal != true, menu == nil || isMenuUntouched, search == nil, !buffer.isEmpty,
            buffer.isAtEnd
        else {
            return nil
        }
        let text = buffer.text
        let hint = assistant.hint(for: text) ?? history.continuation(of: text)
        return hint?.isEmpty == true ? nil : hint
    }

    /// A word on an unfinished text, which no key takes; for where there is no hint.
    var remark: String? {
        guard menu == nil, search == nil, buffer.isAtEnd else { return nil }
        return assistant.remark(on: buffer.text)
    }

    /// Takes as much of the hint as a motion would go over if it were text; says whether there was any.
    private mutating func acceptHint(_ motion: Motion) -> Bool {
        guard [.right, .rowEnd, .textEnd, .wordRight].contains(motion), let hint else { return false }
        var accepted = hint
        if motion == .wordRight {
            var rest = EditBuffer(hint)
            rest.move(.textStart)
            rest.move(.wordRight)
            accepted = String(rest.characters[..<rest.cursor])
        }
        buffer.replace(buffer.cursor..<buffer.cursor, with: accepted)
        return true
    }
}
