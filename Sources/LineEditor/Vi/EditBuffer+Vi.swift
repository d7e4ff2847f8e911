/// The text as vi sees it: where its motions go, and what its operators take.
extension EditBuffer {
    /// What an operator takes, from the cursor to a target; nil where there is none.
    func range(of target: ViCommand.Target, count: Int, isChange: Bool) -> Range<Int>? {
        switch target {
        case .rows: return rows(count)
        case .rowsBeside(let isBelow): return rows(count, below: isBelow)
        case .motion("%"):
            guard let partner = place(of: target, count: count) else { return nil }
            return min(cursor, partner)..<(max(cursor, partner) + 1)
        case .object(let object, let isAround): return range(of: object, isAround: isAround)
        case .motion(let letter) where letter.lowercased() == "w":
            let isOnBlank = cursor < characters.count ? characters[cursor].isWhitespace : true
            if isChange, !isOnBlank {
                // A word that is changed keeps the blanks behind it.
                return cursor..<(wordEnd(from: cursor - 1, count: count, big: letter == "W") + 1)
            }
            let end = place(of: target, count: count) ?? cursor
            // The last word of a row does not take the next one with it.
            let newline = characters[cursor..<end].firstIndex(of: "\n")
            return cursor..<(newline.map { $0 > cursor ? $0 : end } ?? end)
        default:
            guard let place = place(of: target, count: count) else { return nil }
            let end = isInclusive(target) ? place + 1 : place
            return min(cursor, end)..<min(max(cursor, end), characters.count)
        }
    }

    /// Whether an operator takes the character that the target is on.
    private func isInclusive(_ target: ViCommand.Target) -> Bool {
        switch target {
        case .motion(let letter): letter == "e" || letter == "E"
        case .find(let find): find.isForward
        case .textStart, .rows, .rowsBeside, .object: false
        }
    }

    /// Where a motion goes; nil where there is no such place.
    func place(of target: ViCommand.Target, count: Int) -> Int? {
        let rowStart = start(ofRowAt: cursor)
        let rowEnd = end(ofRowAt: cursor)
        switch target {
        case .textStart: return 0
        case .rows, .rowsBeside, .object: return nil
        case .find(let find): return place(of: find, count: count, in: rowStart..<rowEnd)
        case .motion(let letter):
            let big = letter.isUppercase
            switch letter {
            case "h": return max(rowStart, cursor - count)
            case "l": return min(rowEnd, cursor + count)
            case "0": return rowStart
            case "^": return firstSign(ofRowAt: cursor)
            case "$": return rowEnd
            case "G": return characters.count
            case "%":
                return characters[cursor..<rowEnd].firstIndex { "()[]{}".contains($0) }.flatMap {
                    let isLiteral = [Bool](repeating: false, count: characters.count)
                    return Brackets.partner(of: $0, in: characters, isLiteral: isLiteral)
                }
            case "w", "W": return repeated(count) { wordStart(after: $0, big: big) }
            case "b", "B": return repeated(count) { wordStart(before: $0, big: big) }
            case "e", "E": return wordEnd(from: cursor, count: count, big: big)
            default: return nil
            }
        }
    }

    /// The first character of a row that is no blank.
    func firstSign(ofRowAt position: Int) -> Int {
        let row = start(ofRowAt: position)..<end(ofRowAt: position)
        return characters[row].firstIndex { !$0.isWhitespace } ?? row.upperBound
    }

    private func place(of find: ViCommand.Find, count: Int, in row: Range<Int>) -> Int? {
        let step = find.isForward ? 1 : -1
        // A search that stops short finds the next one when it is repeated.
        var place = cursor + (find.isShort ? step : 0)
        for _ in 0..<count {
            repeat { place += step } while row.contains(place) && characters[place] != find.character
            guard row.contains(place) else { return nil }
        }
        return find.isShort ? place - step : place
    }

    // MARK: Words

    /// Blanks, words and signs; by big words, all that is not blank.
    private func sort(_ place: Int, big: Bool) -> Int {
        let character = characters[place]
        return character.isWhitespace ? 0 : big || character.isWordPart ? 1 : 2
    }

    private func repeated(_ count: Int, _ step: (Int) -> Int) -> Int {
        (0..<count).reduce(cursor) { place, _ in step(place) }
    }

    private func wordStart(after start: Int, big: Bool) -> Int {
        var place = start
        guard place < characters.count else { return place }
        let own = sort(place, big: big)
        while own != 0, place < characters.count, sort(place, big: big) == own { place += 1 }
        while place < characters.count, sort(place, big: big) == 0 { place += 1 }
        return place
    }

    private func wordStart(before start: Int, big: Bool) -> Int {
        var place = start
        while place > 0, sort(place - 1, big: big) == 0 { place -= 1 }
        guard place > 0 else { return place }
        let own = sort(place - 1, big: big)
        while place > 0, sort(place - 1, big: big) == own { place -= 1 }
        return place
    }

    private func wordEnd(from start: Int, count: Int, big: Bool) -> Int {
        var place = start
        for _ in 0..<count {
            place += 1
            while place < characters.count, sort(place, big: big) == 0 { place += 1 }
            while place + 1 < characters.count, sort(place + 1, big: big) == sort(place, big: big) {
                place += 1
            }
        }
        return max(0, min(place, characters.count - 1))
    }

    // MARK: Objects

    private func range(of object: Character, isAround: Bool) -> Range<Int>? {
        guard cursor < characters.count else { return nil }
        switch object {
        case "w", "W": return word(big: object == "W", isAround: isAround)
        case "'", "\"":
            let row = start(ofRowAt: cursor)..<end(ofRowAt: cursor)
            let quotes = row.filter { characters[$0] == object }
            let pairs = stride(from: 0, to: quotes.count - 1, by: 2).map { (quotes[$0], quotes[$0 + 1]) }
            guard let (open, close) = pairs.first(where: { $0.1 >= cursor }) else { return nil }
            return isAround ? open..<(close + 1) : (open + 1)..<close
        case "(", ")", "b": return between("(", ")", isAround: isAround)
        case "[", "]": return between("[", "]", isAround: isAround)
        case "{", "}": return between("{", "}", isAround: isAround)
        default: return nil
        }
    }

    private func word(big: Bool, isAround: Bool) -> Range<Int> {
        let own = sort(cursor, big: big)
        func isOwn(_ place: Int, _ sort: Int) -> Bool {
            characters[place] != "\n" && self.sort(place, big: big) == sort
        }
        var (lower, upper) = (cursor, cursor + 1)
        while lower > 0, isOwn(lower - 1, own) { lower -= 1 }
        while upper < characters.count, isOwn(upper, own) { upper += 1 }
        guard isAround, own != 0 else { return lower..<upper }
        let wordEnd = upper
        while upper < characters.count, isOwn(upper, 0) { upper += 1 }
        if upper == wordEnd { while lower > 0, isOwn(lower - 1, 0) { lower -= 1 } }
        return lower..<upper
    }

    private func between(_ open: Character, _ close: Character, isAround: Bool) -> Range<Int>? {
        var depth = 0
        var lower = cursor
        while lower >= 0 {
            if characters[lower] == open {
                if depth == 0 { break }
                depth -= 1
            }
            if characters[lower] == close, lower < cursor { depth += 1 }
            lower -= 1
        }
        guard lower >= 0 else { return nil }
        depth = 0
        var upper = lower + 1
        while upper < characters.count {
            if characters[upper] == open { depth += 1 }
            if characters[upper] == close {
                if depth == 0 { return isAround ? lower..<(upper + 1) : (lower + 1)..<upper }
                depth -= 1
            }
            upper += 1
        }
        return nil
    }

    // MARK: Rows

    /// So many rows from the cursor's on, without the newline behind the last.
    private func rows(_ count: Int) -> Range<Int> {
        var upper = end(ofRowAt: cursor)
        for _ in 1..<max(2, count) where count > 1 && upper < characters.count {
            upper = end(ofRowAt: upper + 1)
        }
        return start(ofRowAt: cursor)..<upper
    }

    /// The cursor's row and so many below or above it; nil where there are not that many.
    private func rows(_ count: Int, below isBelow: Bool) -> Range<Int>? {
        var (lower, upper) = (start(ofRowAt: cursor), end(ofRowAt: cursor))
        for _ in 0..<count {
            if isBelow {
                guard upper < characters.count else { return nil }
                upper = end(ofRowAt: upper + 1)
            } else {
                guard lower > 0 else { return nil }
                lower = start(ofRowAt: lower - 1)
            }
        }
        return lower..<upper
    }

    /// Puts so many rows in one, as far as there are: a blank takes the place of each newline and the blanks around it.
    mutating func joinRows(_ count: Int) {
        for _ in 1..<count {
            let newline = end(ofRowAt: cursor)
            guard newline < characters.count else { return }
            let next = characters[(newline + 1)...].firstIndex { !$0.isWhitespace || $0 == "\n" }
            let end = next ?? characters.count
            let isTight =
                newline == 0 || characters[newline - 1].isWhitespace || end == characters.count
                || characters[end] == ")" || characters[end] == "\n"
            replace(newline..<end, with: isTight ? "" : " ")
            move(to: newline)
        }
    }

    /// Keeps a stretch to be put in elsewhere; rows end with a newline there.
    mutating func copy(_ range: Range<Int>, asRows: Bool) {
        killRing.push(Array(characters[range]) + (asRows ? ["\n"] : []))
    }

    /// Deletes rows with a newline of theirs, and goes to the next.
    mutating func deleteRows(_ range: Range<Int>) {
        var whole = range
        if range.upperBound < characters.count {
            whole = range.lowerBound..<(range.upperBound + 1)
        } else if range.lowerBound > 0 {
            whole = (range.lowerBound - 1)..<range.upperBound
        }
        replace(whole, with: "")
        move(to: firstSign(ofRowAt: cursor))
    }

    /// Puts in what was cut or copied last, behind the cursor or before it; rows as rows.
    mutating func put(before isBefore: Bool, count: Int) {
        guard let piece = killRing.piece(0) else { return }
        let text = String(repeating: String(piece), count: count)
        guard piece.last == "\n" else {
            let place = isBefore ? cursor : min(cursor + 1, end(ofRowAt: cursor))
            replace(place..<place, with: text)
            return move(.left)
        }
        let rows = String(text.dropLast())
        let place = isBefore ? start(ofRowAt: cursor) : end(ofRowAt: cursor)
        if isEmpty {
            replace(0..<0, with: rows)
        } else {
            replace(place..<place, with: isBefore ? text : "\n" + rows)
        }
        move(to: firstSign(ofRowAt: isBefore || place == 0 ? place : place + 1))
    }
}
