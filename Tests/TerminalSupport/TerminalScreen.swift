/// What a terminal shows after what was written to it: as much of a VT100 as our programs use.
///
/// A sequence it does not know is noted in `unknown`, so that a test can say there was none.
package struct TerminalScreen: Sendable {
    /// A place on the screen; a wide character has an empty one after it.
    private struct Place: Hashable, Sendable {
        var text = " "
        var style = ""
    }

    private enum State: Sendable {
        case ground, escape, control([UInt8]), scalar([UInt8], missing: Int)
    }

    package private(set) var width: Int
    package private(set) var height: Int
    package private(set) var cursorRow = 0
    package private(set) var cursorColumn = 0
    /// Rows that went out at the top, oldest first.
    package private(set) var scrolledOff: [String] = []
    /// Sequences that it did not understand.
    package private(set) var unknown: [String] = []
    /// Modes that are on, as `ESC [ ? n h` named them.
    package private(set) var modes: Set<String> = []

    private var places: [[Place]]
    private var style = ""
    /// The last column is written and the next character will go to the next row.
    private var isWrapPending = false
    private var state = State.ground

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        places = Self.blank(width: width, height: height)
    }

    /// The rows without blanks at their ends, and without empty rows at the bottom.
    package var rows: [String] {
        var rows = places.map(Self.text)
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows
    }

    package var text: String { rows.joined(separator: "\n") }

    /// The SGR parameters a place was written with, such as `0;1;34`; empty for none.
    package func style(row: Int, column: Int) -> String { places[row][column].style }

    // MARK: Writing

    package mutating func write(_ text: String) {
        write(Array(text.utf8))
    }

    package mutating func write(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { write(byte) }
    }

    private mutating func write(_ byte: UInt8) {
        switch state {
        case .ground: ground(byte)
        case .scalar(let bytes, let missing):
            if missing > 1 {
                state = .scalar(bytes + [byte], missing: missing - 1)
            } else {
                state = .ground
                for scalar in String(decoding: bytes + [byte], as: UTF8.self).unicodeScalars { show(scalar) }
            }
        case .escape:
            if byte == UInt8(ascii: "[") {
                state = .control([])
            } else {
                state = .ground
                unknown.append("ESC \(UnicodeScalar(byte))")
            }
        case .control(let bytes):
            if byte >= 0x40 {
                state = .ground
                control(String(decoding: bytes, as: UTF8.self), UnicodeScalar(byte))
            } else {
                state = .control(bytes + [byte])
            }
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x0D:
            cursorColumn = 0
            isWrapPending = false
        case 0x0A: lineFeed()
        case 0x1B: state = .escape
        case 0..<0x20, 0x7F: unknown.append("byte \(byte)")
        case 0xC0...0xDF: state = .scalar([byte], missing: 1)
        case 0xE0...0xEF: state = .scalar([byte], missing: 2)
        case 0xF0...: state = .scalar([byte], missing: 3)
        default: show(UnicodeScalar(byte))
        }
    }

    private mutating func show(_ scalar: UnicodeScalar) {
        if joinsPrevious(scalar) { return }
        let width = Self.width(of: scalar)
        if isWrapPending || cursorColumn + width > self.width {
            cursorColumn = 0
            isWrapPending = false
            lineFeed()
        }
        places[cursorRow][cursorColumn] = Place(text: String(scalar), style: style)
        if width == 2 { places[cursorRow][cursorColumn + 1] = Place(text: "", style: style) }
        cursorColumn += width
        if cursorColumn == self.width {
            cursorColumn -= 1
            isWrapPending = true
        }
    }

    /// Adds a scalar to the character before the cursor, if the two make one.
    private mutating func joinsPrevious(_ scalar: UnicodeScalar) -> Bool {
        var column = isWrapPending ? cursorColumn : cursorColumn - 1
        guard column >= 0 else { return false }
        if places[cursorRow][column].text.isEmpty { column -= 1 }
        guard column >= 0 else { return false }
        let joined = places[cursorRow][column].text + String(scalar)
        guard joined.count == 1, places[cursorRow][column].text != " " else { return false }
        let isFlag = Self.isRegionalIndicator(scalar)
        places[cursorRow][column].text = joined
        if isFlag, !isWrapPending {
            places[cursorRow][cursorColumn] = Place(text: "", style: style)
            cursorColumn += 1
        }
        return true
    }

    private mutating func lineFeed() {
        isWrapPending = false
        guard cursorRow == height - 1 else {
            cursorRow += 1
            return
        }
        scrolledOff.append(Self.text(places.removeFirst()))
        places.append(Array(repeating: Place(), count: width))
    }

    private mutating func control(_ parameters: String, _ final: UnicodeScalar) {
        if final != "m" { isWrapPending = false }
        let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        switch final {
        case "A": cursorRow = max(0, cursorRow - count)
        case "B": cursorRow = min(height - 1, cursorRow + count)
        case "C": cursorColumn = min(width - 1, cursorColumn + count)
        case "D": cursorColumn = max(0, cursorColumn - count)
        case "H":
            cursorRow = min(height, max(1, numbers.first ?? 1)) - 1
            cursorColumn = min(width, max(1, numbers.dropFirst().first ?? 1)) - 1
        case "J" where parameters.isEmpty:
            erase(row: cursorRow, from: cursorColumn)
            for row in (cursorRow + 1)..<max(height, cursorRow + 1) { erase(row: row, from: 0) }
        case "J" where parameters == "2": places = Self.blank(width: width, height: height)
        case "K" where parameters.isEmpty: erase(row: cursorRow, from: cursorColumn)
        case "m": style = parameters == "0" ? "" : parameters
        case "h" where parameters.hasPrefix("?"): modes.insert(String(parameters.dropFirst()))
        case "l" where parameters.hasPrefix("?"): modes.remove(String(parameters.dropFirst()))
        default: unknown.append("ESC [ \(parameters) \(final)")
        }
    }

    private mutating func erase(row: Int, from column: Int) {
        for column in column..<width { places[row][column] = Place() }
    }

    // MARK: Size

    /// Changes the size as most terminals do: rows that no longer fit are broken, and the cursor stays in its row.
    package mutating func resize(width: Int, height: Int) {
        var broken: [[Place]] = []
        var newCursor = (row: 0, column: 0)
        // Rows below the cursor that were never written to are no text.
        let used = max(cursorRow, places.lastIndex { !Self.text($0).isEmpty } ?? 0)
        for (index, row) in places[...used].enumerated() {
            var rest = row[...]
            while rest.last == Place() { rest.removeLast() }
            if index == cursorRow {
                newCursor = (broken.count + cursorColumn / width, cursorColumn % width)
            }
            repeat {
                broken.append(Array(rest.prefix(width)))
                rest = rest.dropFirst(width)
            } while !rest.isEmpty
            while index == cursorRow, broken.count <= newCursor.row { broken.append([]) }
        }
        let surplus = max(0, broken.count - height)
        scrolledOff += broken.prefix(surplus).map(Self.text)
        places = broken.dropFirst(surplus).map { $0 + Array(repeating: Place(), count: width - $0.count) }
        places += Self.blank(width: width, height: height - places.count)
        self.width = width
        self.height = height
        cursorRow = max(0, newCursor.row - surplus)
        cursorColumn = newCursor.column
        isWrapPending = false
    }

    // MARK: Characters

    private static func blank(width: Int, height: Int) -> [[Place]] {
        Array(repeating: Array(repeating: Place(), count: width), count: height)
    }

    private static func text(_ row: [Place]) -> String {
        var text = row.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    private static func isRegionalIndicator(_ scalar: UnicodeScalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    /// The columns of a scalar that begins a character: a table of its own, as a terminal has.
    private static func width(of scalar: UnicodeScalar) -> Int {
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0x1F300...0x1F64F, 0x1F680...0x1F6FC, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
}
