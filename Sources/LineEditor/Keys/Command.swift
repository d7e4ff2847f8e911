/// What a key asks for, in the line itself; menu and search see some of them otherwise.
enum Command: Hashable, Sendable {
    case insert(String)
    case paste(String)
    /// Ends the entry, or begins a row where it is not complete.
    case enter
    /// Begins a row whatever the entry is.
    case newRow
    case complete, completeBackwards
    case move(Motion)
    case delete(Motion)
    case kill(Motion)
    /// Deletes the next character; in an empty line, ends the input.
    case deleteOrEnd
    case yank, yankOlder
    case undo, transpose
    case rowUp, rowDown, pageUp, pageDown
    case older, newer, oldest, newest
    case searchHistory, searchForward
    /// The first of two keys, of which the second says what is asked for.
    case prefix
    /// Changes the text in another program.
    case edit
    case escape, interrupt, suspend, clearScreen
    case nothing

    init(_ key: Key) {
        switch key {
        case .text(let text): self = .insert(text)
        case .paste(let text): self = .paste(text)
        case .control(let character): self = Self.controls[character] ?? .nothing
        case .alt(let character): self = Self.alts[character] ?? .nothing
        case .special(let special, let modifiers):
            self = Self.command(for: special, modifiers)
        }
    }

    private static let controls: [Character: Command] = [
        "a": .move(.rowStart), "b": .move(.left), "c": .interrupt, "d": .deleteOrEnd, "e": .move(.rowEnd),
        "f": .move(.right), "g": .escape, "h": .delete(.left), "i": .complete, "j": .enter,
        "k": .kill(.rowEnd), "l": .clearScreen, "m": .enter, "n": .newer, "p": .older, "r": .searchHistory,
        "s": .searchForward, "t": .transpose, "u": .kill(.rowStart), "w": .kill(.blankWordLeft), "y": .yank,
        "x": .prefix, "z": .suspend, "_": .undo, "/": .undo,
    ]

    /// What a key asks for after Ctrl-X; where that is nothing, what it asks for by itself.
    init(afterPrefix key: Key) {
        self = key == .control("e") ? .edit : Command(key)
    }

    private static let alts: [Character: Command] = [
        "b": .move(.wordLeft), "d": .kill(.wordRight), "f": .move(.wordRight), "y": .yankOlder, "<": .oldest,
        ">": .newest,
    ]

    private static func command(for special: Key.Special, _ modifiers: Key.Modifiers) -> Command {
        // Shift selects in other editors; here there is nothing to select.
        let modifiers = special == .tab ? modifiers : modifiers.subtracting(.shift)
        let isPlain = modifiers.isEmpty
        switch special {
        case .enter: return isPlain ? .enter : .newRow
        case .tab: return modifiers.contains(.shift) ? .completeBackwards : .complete
        case .escape: return .escape
        case .backspace: return isPlain ? .delete(.left) : .kill(.wordLeft)
        case .delete: return isPlain ? .delete(.right) : .kill(.wordRight)
        case .left: return .move(isPlain ? .left : .wordLeft)
        case .right: return .move(isPlain ? .right : .wordRight)
        case .home: return .move(isPlain ? .rowStart : .textStart)
        case .end: return .move(isPlain ? .rowEnd : .textEnd)
        case .up: return isPlain ? .rowUp : .older
        case .down: return isPlain ? .rowDown : .newer
        case .pageUp: return .pageUp
        case .pageDown: return .pageDown
        case .insert: return .nothing
        }
    }
}
