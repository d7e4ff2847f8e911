extension Session {
    /// Completes what is certain; where there is a choice, lists it.
    mutating func complete() {
        guard let found = candidates() else {
            // Nothing to offer at the start of a further row: there Tab indents.
            let rowStart = buffer.start(ofRowAt: buffer.cursor)
            let before = buffer.characters[rowStart..<buffer.cursor]
            if rowStart > 0, before.allSatisfy(\.isWhitespace) { buffer.insert("    ") }
            return
        }
        let typed = String(buffer.characters[found.range])
        // What is another word than the one begun is shown first.
        if found.list.count == 1, let only = found.list.first, only.begins(with: typed) {
            return accept(only, in: found.range)
        }
        let prefix = found.commonPrefix
        guard prefix.count > typed.count, prefix.lowercased().hasPrefix(typed.lowercased()) else {
            menu = Menu(found)
            return
        }
        buffer.replace(found.range, with: prefix)
        menu = candidates().map { Menu($0) }
    }

    // MARK: By itself

    /// Whether a menu is open that nobody asked for, and nothing in it is chosen.
    var isMenuUntouched: Bool { menu.map { $0.isUnasked && $0.list.selected == nil } ?? false }

    /// Opens the menu of what could be typed, as far as that is known at once.
    mutating func offerMenu() {
        guard menuIsDue, menu == nil, search == nil else { return }
        menuIsDue = false
        narrowsMenu = false
        guard var found = assistant.readyCandidates(in: buffer.text, at: buffer.cursor) else {
            menuIsDue = assistant.isGathering
            return
        }
        found.range = found.range.clamped(to: 0..<buffer.characters.count)
        guard closedMenuStart != found.range.lowerBound else { return }
        closedMenuStart = nil
        // What is there as a whole needs no menu.
        let typed = String(buffer.characters[found.range])
        guard !found.list.isEmpty, found.list.map(\.text) != [typed] else { return }
        menu = Menu(found, isUnasked: true)
    }

    /// What a key does while such a menu is open: what it does without, but for those that choose or close.
    private mutating func handleInUntouchedMenu(_ command: Command) -> Outcome {
        switch command {
        case .complete:
            menu = nil
            let before = buffer.text
            complete()
            if buffer.text == before { menu?.list.step(1) }
        case .completeBackwards: menu?.list.step(-1)
        case .rowDown where buffer.end(ofRowAt: buffer.cursor) == buffer.characters.count:
            menu?.list.step(1)
        case .escape:
            closedMenuStart = menu?.candidates.range.lowerBound
            menu = nil
        case .insert, .delete(.left):
            menu = nil
            narrowsMenu = true
            return perform(command)
        case .clearScreen, .suspend, .prefix, .nothing: return perform(command)
        default:
            menu = nil
            return perform(command)
        }
        return .editing
    }

    // MARK: Keys

    /// What a key does while the menu is open.
    mutating func handleInMenu(_ command: Command) -> Outcome {
        if isMenuUntouched { return handleInUntouchedMenu(command) }
        switch command {
        case .complete, .rowDown, .newer: menu?.list.step(1)
        case .completeBackwards, .rowUp, .older: menu?.list.step(-1)
        case .pageDown: menu?.list.leap(Self.listHeight)
        case .pageUp: menu?.list.leap(-Self.listHeight)
        case .escape: menu = nil
        case .enter where menu?.selected != nil: acceptSelected()
        case .insert, .delete(.left):
            let isNarrowing = menu?.selected == nil
            acceptSelected()
            // The blank that ends a word is there already.
            let isThere = buffer.cursor > 0 && buffer.characters[buffer.cursor - 1] == " "
            if !isNarrowing, isThere, command == .insert(" ") { break }
            let outcome = perform(command)
            // Typing on narrows the list, as long as it is the same word.
            if isNarrowing, let found = candidates(), !found.range.isEmpty { menu = Menu(found) }
            return outcome
        case .clearScreen, .suspend, .prefix, .nothing: return perform(command)
        case .interrupt:
            menu = nil
            return perform(command)
        default:
            acceptSelected()
            return perform(command)
        }
        return .editing
    }

    /// The text with the chosen candidate in it, as it is shown while the menu is open.
    var preview: EditBuffer {
        guard let menu, let selected = menu.selected else { return buffer }
        var preview = buffer
        preview.replace(menu.candidates.range, with: selected.text)
        return preview
    }

    private mutating func acceptSelected() {
        if let menu, let selected = menu.selected { accept(selected, in: menu.candidates.range) }
        menu = nil
    }

    private mutating func accept(_ candidate: Candidate, in range: Range<Int>) {
        let after = buffer.characters[range.upperBound...]
        // Of ` = ` before a blank only ` =` is put in.
        var missing = Array(candidate.suffix)[...]
        var there: ArraySlice<Character> = []
        for end in candidate.suffix.indices {
            let rest = candidate.suffix[end...]
            guard after.starts(with: rest) else { continue }
            there = Array(rest)[...]
            missing = missing.dropLast(there.count)
            break
        }
        buffer.replace(range, with: candidate.text + String(missing))
        buffer.move(to: buffer.cursor + there.count)
    }

    private func candidates() -> Candidates? {
        guard var found = assistant.candidates(in: buffer.text, at: buffer.cursor), !found.list.isEmpty else {
            return nil
        }
        found.range = found.range.clamped(to: 0..<buffer.characters.count)
        return found
    }
}
