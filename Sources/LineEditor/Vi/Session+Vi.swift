extension Session {
    /// Does what a key asks for in vi's modes; nil for one that does what it does elsewhere.
    mutating func handleInVi(_ key: Key) -> Outcome? {
        guard let state = vi else { return nil }
        if state.isNormal { return handleInNormalMode(key) }
        switch key {
        case .special(.escape, _):
            enterNormalMode()
            return .editing
        case .alt(let character):
            // Escape and a letter that came in one go; the letter is no part of the change that Escape ends.
            enterNormalMode()
            return handleInNormalMode(.text(String(character)))
        default:
            vi?.recorded?.typed.append(key)
            return nil
        }
    }

    private mutating func enterNormalMode() {
        menu = nil
        if let change = vi?.recorded {
            vi?.lastChange = change
            vi?.recorded = nil
            repeatTyped(in: change)
        }
        vi?.isNormal = true
        if buffer.cursor > buffer.start(ofRowAt: buffer.cursor) {
            buffer.move(.left)
        } else {
            buffer.move(to: buffer.cursor)
        }
    }

    /// `3ix` types what was typed three times.
    private mutating func repeatTyped(in change: ViState.Change) {
        guard case .key(let letter) = change.command.action else { return }
        for _ in 1..<max(2, change.command.count) where change.command.count > 1 {
            if "oO".contains(letter) { buffer.insert("\n") }
            for key in change.typed { _ = handle(key) }
        }
    }

    private mutating func enterInsertMode() {
        vi?.isNormal = false
    }

    /// In normal mode the cursor stands on a character, not behind the last.
    mutating func settleCursor() {
        guard vi?.isNormal == true, search == nil else { return }
        let start = buffer.start(ofRowAt: buffer.cursor)
        if buffer.cursor > start, buffer.cursor == buffer.end(ofRowAt: buffer.cursor) {
            buffer.move(to: buffer.cursor - 1)
        }
    }

    private mutating func handleInNormalMode(_ key: Key) -> Outcome {
        defer { settleCursor() }
        switch key {
        case .text(let text):
            vi?.typed += Array(text)
            return runTyped()
        case .alt(let character):
            vi?.typed = [character]
            return runTyped()
        default: break
        }
        vi?.typed = []
        switch key {
        case .special(.escape, _), .special(.tab, _), .text, .alt: return .editing
        case .special(.backspace, _): return perform(.move(.left))
        case .special(.enter, _):
            buffer.move(.textEnd)
            // A row that is begun is written into.
            enterInsertMode()
            return perform(Command(key))
        case .paste:
            begin()
            return perform(Command(key))
        case .control, .special: return perform(Command(key))
        }
    }

    private mutating func runTyped() -> Outcome {
        guard let typed = vi?.typed else { return .editing }
        switch ViCommand.reading(typed) {
        case .incomplete: return .editing
        case .nothing: vi?.typed = []
        case .command(let command):
            vi?.typed = []
            return run(command)
        }
        return .editing
    }

    /// A change begins, which `u` takes back as a whole.
    private mutating func begin() {
        vi?.marks.append(buffer.stepCount)
    }

    private mutating func run(_ command: ViCommand) -> Outcome {
        switch command.action {
        case .move(let target): move(to: target, count: command.count)
        case .operate(let action, let target): operate(action, target, command)
        case .replace(let character):
            let end = min(buffer.cursor + command.count, buffer.end(ofRowAt: buffer.cursor))
            guard end == buffer.cursor + command.count else { break }
            note(command)
            let text = String(repeating: String(character), count: command.count)
            buffer.replace(buffer.cursor..<end, with: text)
            buffer.move(.left)
        case .key(let letter): return run(letter, command)
        }
        return .editing
    }

    /// Makes the last change again; a count takes the place of its own.
    private mutating func repeatChange(_ count: Int?) {
        guard var change = vi?.lastChange else { return }
        if let count { change.command.givenCount = count }
        _ = run(change.command)
        guard vi?.recorded != nil else { return }
        for key in change.typed { _ = handle(key) }
        _ = handle(.special(.escape))
    }

    /// Takes note of a change that is over with its command.
    private mutating func note(_ command: ViCommand) {
        begin()
        vi?.lastChange = ViState.Change(command: command)
    }

    /// Takes note of a change that goes on with what is typed.
    private mutating func insert(_ command: ViCommand) {
        begin()
        vi?.recorded = ViState.Change(command: command)
        enterInsertMode()
    }

    private mutating func run(_ letter: Character, _ command: ViCommand) -> Outcome {
        let count = command.count
        switch letter {
        case "i": insert(command)
        case "I":
            insert(command)
            buffer.move(to: buffer.firstSign(ofRowAt: buffer.cursor))
        case "a":
            insert(command)
            if buffer.cursor < buffer.end(ofRowAt: buffer.cursor) { buffer.move(.right) }
        case "A":
            insert(command)
            buffer.move(.rowEnd)
        case "o", "O":
            insert(command)
            buffer.move(letter == "o" ? .rowEnd : .rowStart)
            buffer.insert("\n")
            if letter == "O" { buffer.move(.left) }
        case "p", "P":
            note(command)
            buffer.put(before: letter == "P", count: count)
        case "~":
            note(command)
            let range = buffer.cursor..<min(buffer.cursor + count, buffer.end(ofRowAt: buffer.cursor))
            let turned = buffer.characters[range].map { $0.isLowercase ? $0.uppercased() : $0.lowercased() }
            buffer.replace(range, with: turned.joined())
        case "u": for _ in 0..<count { undoChange() }
        case "j": for _ in 0..<count { _ = perform(.rowDown) }
        case "k": for _ in 0..<count { _ = perform(.rowUp) }
        case "J":
            note(command)
            buffer.joinRows(max(2, count))
        case ".": repeatChange(command.givenCount)
        case "/", "?": searchFromHere(forOlder: letter == "/")
        case "n", "N": for _ in 0..<count { searchAgain(isReversed: letter == "N") }
        case "v": return perform(.edit)
        default: break
        }
        return .editing
    }

    private mutating func undoChange() {
        while let mark = vi?.marks.popLast() {
            guard mark < buffer.stepCount else { continue }
            while buffer.stepCount > mark { buffer.undo() }
            return
        }
    }

    /// A target with what `;` and `,` mean in it.
    private mutating func resolved(_ target: ViCommand.Target) -> ViCommand.Target? {
        switch target {
        case .motion(";"): return vi?.lastFind.map { .find($0) }
        case .motion(","): return vi?.lastFind.map { .find($0.reversed) }
        case .find(let find):
            vi?.lastFind = find
            return target
        default: return target
        }
    }

    private mutating func move(to target: ViCommand.Target, count: Int) {
        guard let target = resolved(target), let place = buffer.place(of: target, count: count) else {
            return
        }
        buffer.move(to: place)
    }

    private mutating func operate(
        _ action: ViCommand.Operator, _ target: ViCommand.Target, _ command: ViCommand
    ) {
        guard let target = resolved(target),
            let range = buffer.range(of: target, count: command.count, isChange: action == .change)
        else { return }
        let isRows = target.isOfRows
        guard !buffer.isEmpty || action == .change else { return }
        guard !range.isEmpty || isRows || action == .change else { return }
        if !range.isEmpty || isRows { buffer.copy(range, asRows: isRows) }
        switch action {
        case .copy:
            let isUp = range.lowerBound < buffer.start(ofRowAt: buffer.cursor)
            if !isRows || isUp { buffer.move(to: range.lowerBound) }
        case .delete where isRows:
            note(command)
            buffer.deleteRows(range)
        case .delete:
            note(command)
            buffer.replace(range, with: "")
        case .change:
            insert(command)
            if !range.isEmpty { buffer.replace(range, with: "") } else { buffer.move(to: range.lowerBound) }
        }
    }
}
