/// The text being edited, with its cursor and its past.
///
/// It is a list of user-perceived characters, so that a key moves over, and deletes, what one sees as one.
struct EditBuffer: Sendable {
    private(set) var characters: [Character] = []
    /// Between characters: 0 is before the first.
    private(set) var cursor = 0
    /// Outlives the entry.
    var killRing = KillRing()

    private var steps: [Step] = []
    private var last = Change.other
    /// Which piece the last yank put in, and how long it is.
    private var yanked: (age: Int, range: Range<Int>)?
    /// The column that moving up and down aims for.
    private var goalColumn: Int?

    /// What the last change was, for changes that go together.
    private enum Change: Sendable {
        case typing, erasing, killing, other
    }

    /// One change, as what undoes it.
    private struct Step: Sendable {
        var position: Int
        var removed: [Character]
        var insertedCount: Int
        var cursor: Int
    }

    init(_ text: String = "", killRing: KillRing = KillRing()) {
        characters = Array(text)
        cursor = characters.count
        self.killRing = killRing
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }
    /// How many changes can be taken back.
    var stepCount: Int { steps.count }
    var isAtEnd: Bool { cursor == characters.count }

    // MARK: Changes

    /// Puts typed characters in at the cursor.
    mutating func insert(_ text: String) {
        // One undo takes back a word, not a letter and not the whole line.
        let startsWord =
            text.first.map { !$0.isWhitespace } ?? false && cursor > 0 && characters[cursor - 1].isWhitespace
        replace(cursor..<cursor, with: Array(text), as: .typing, isOwnStep: startsWord)
    }

    /// Puts characters in the place of others, as one change; the cursor follows them.
    mutating func replace(_ range: Range<Int>, with text: String) {
        let range = range.clamped(to: 0..<characters.count)
        replace(range, with: Array(text), as: .other, isOwnStep: true)
    }

    /// Replaces everything, without a way back: another entry of the history.
    mutating func reset(_ text: String) {
        self = EditBuffer(text, killRing: killRing)
    }

    /// Deletes up to where a motion goes.
    mutating func delete(_ motion: Motion) {
        let range = range(of: motion)
        guard !range.isEmpty else { return }
        replace(range, with: [], as: .erasing, isOwnStep: false)
    }

    /// Deletes up to where a motion goes and keeps it to be put in elsewhere.
    mutating func kill(_ motion: Motion) {
        var range = range(of: motion)
        // At the row's end, the row's end itself goes.
        if range.isEmpty, motion == .rowEnd { range = cursor..<min(cursor + 1, characters.count) }
        guard !range.isEmpty else { return }
        let piece = Array(characters[range])
        if last == .killing {
            killRing.extend(with: piece, atFront: range.upperBound == cursor)
        } else {
            killRing.push(piece)
        }
        replace(range, with: [], as: .killing, isOwnStep: true)
    }

    /// Puts in what was cut last.
    mutating func yank() {
        guard let piece = killRing.piece(0) else { return }
        put(piece, age: 0, in: cursor..<cursor)
    }

    /// Right after a yank: puts in what was cut before that instead.
    mutating func yankOlder() {
        guard let yanked, let piece = killRing.piece(yanked.age + 1) else { return }
        put(piece, age: yanked.age + 1, in: yanked.range)
    }

    private mutating func put(_ piece: [Character], age: Int, in range: Range<Int>) {
        replace(range, with: piece, as: .other, isOwnStep: true)
        yanked = (age, range.lowerBound..<cursor)
    }

    /// Swaps the characters around the cursor, or the last two at the row's end.
    mutating func transpose() {
        let atRowEnd = cursor == end(ofRowAt: cursor)
        let second = atRowEnd ? cursor - 1 : cursor
        guard second > start(ofRowAt: cursor) else { return }
        let swapped = [characters[second], characters[second - 1]]
        replace((second - 1)..<(second + 1), with: swapped, as: .other, isOwnStep: true)
    }

    /// Takes the last change back.
    mutating func undo() {
        guard let step = steps.popLast() else { return }
        characters.replaceSubrange(
            step.position..<(step.position + step.insertedCount), with: step.removed)
        cursor = step.cursor
        settle()
    }

    /// The one place where the text changes.
    private mutating func replace(
        _ range: Range<Int>, with pieces: [Character], as change: Change, isOwnStep: Bool
    ) {
        var range = range
        var pieces = pieces
        var newCursor = range.lowerBound + pieces.count
        // Neighbours may join into one character: a letter and an accent, the two halves of a flag.
        let around = max(0, range.lowerBound - 1)..<min(characters.count, range.upperBound + 1)
        let before = characters[around.lowerBound..<range.lowerBound]
        let after = characters[range.upperBound..<around.upperBound]
        let joined = Array(String(before) + String(pieces) + String(after))
        if joined.count != before.count + pieces.count + after.count {
            newCursor = around.lowerBound + Array(String(before) + String(pieces)).count
            range = around
            pieces = joined
        }

        let removed = Array(characters[range])
        characters.replaceSubrange(range, with: pieces)
        let step = Step(
            position: range.lowerBound, removed: removed, insertedCount: pieces.count, cursor: cursor)
        if isOwnStep || !extendLastStep(with: step, as: change) { steps.append(step) }
        cursor = min(newCursor, characters.count)
        settle()
        last = change
    }

    /// Makes one step of two where letter follows letter.
    private mutating func extendLastStep(with step: Step, as change: Change) -> Bool {
        guard change == last, var previous = steps.last else { return false }
        switch change {
        case .typing:
            guard step.removed.isEmpty, previous.position + previous.insertedCount == step.position else {
                return false
            }
            previous.insertedCount += step.insertedCount
        case .erasing:
            guard step.insertedCount == 0, previous.insertedCount == 0 else { return false }
            if step.position + step.removed.count == previous.position {
                previous.removed = step.removed + previous.removed
                previous.position = step.position
            } else if step.position == previous.position {
                previous.removed += step.removed
            } else {
                return false
            }
        case .killing, .other: return false
        }
        steps[steps.count - 1] = previous
        return true
    }

    /// Forgets what only the next key could have gone on with.
    private mutating func settle() {
        last = .other
        yanked = nil
        goalColumn = nil
    }

    // MARK: Motions

    /// Moves the cursor.
    mutating func move(_ motion: Motion) {
        cursor = target(of: motion)
        settle()
    }

    /// Moves the cursor to a place.
    mutating func move(to position: Int) {
        cursor = min(max(0, position), characters.count)
        settle()
    }

    /// Moves to the row above or below, as near to the column as its text allows; says whether there is one.
    mutating func moveRow(by offset: Int) -> Bool {
        let rowStart = start(ofRowAt: cursor)
        let goal = goalColumn ?? GlyphWidth.of(characters[rowStart..<cursor])
        let target: Int
        if offset < 0 {
            guard rowStart > 0 else { return false }
            target = start(ofRowAt: rowStart - 1)
        } else {
            let rowEnd = end(ofRowAt: cursor)
            guard rowEnd < characters.count else { return false }
            target = rowEnd + 1
        }
        var column = 0
        var position = target
        while position < characters.count, characters[position] != "\n" {
            let width = GlyphWidth.of(characters[position])
            guard column + width <= goal else { break }
            column += width
            position += 1
        }
        move(to: position)
        goalColumn = goal
        return true
    }

    private func range(of motion: Motion) -> Range<Int> {
        let target = target(of: motion)
        return min(cursor, target)..<max(cursor, target)
    }

    private func target(of motion: Motion) -> Int {
        switch motion {
        case .left: max(0, cursor - 1)
        case .right: min(characters.count, cursor + 1)
        case .wordLeft: backward { $0.isWordPart }
        case .wordRight: forward { $0.isWordPart }
        case .blankWordLeft: backward { !$0.isWhitespace }
        case .rowStart: start(ofRowAt: cursor)
        case .rowEnd: end(ofRowAt: cursor)
        case .textStart: 0
        case .textEnd: characters.count
        }
    }

    private func backward(over isPart: (Character) -> Bool) -> Int {
        var position = cursor
        while position > 0, !isPart(characters[position - 1]) { position -= 1 }
        while position > 0, isPart(characters[position - 1]) { position -= 1 }
        return position
    }

    private func forward(over isPart: (Character) -> Bool) -> Int {
        var position = cursor
        while position < characters.count, !isPart(characters[position]) { position += 1 }
        while position < characters.count, isPart(characters[position]) { position += 1 }
        return position
    }

    /// Where the row begins that a place is in.
    func start(ofRowAt position: Int) -> Int {
        characters[..<position].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    }

    /// Where the row ends that a place is in: before its newline.
    func end(ofRowAt position: Int) -> Int {
        characters[position...].firstIndex(of: "\n") ?? characters.count
    }
}

extension Character {
    /// Whether it belongs to a word that motions go over.
    var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
