extension Session {
    /// The most rows of a list, so that the eye still finds the line.
    static let listHeight = 10

    /// What is to be seen on a screen.
    mutating func frame(on size: ScreenSize) -> Frame {
        var shown = preview
        if let match = search?.selected {
            shown = EditBuffer(match)
            shown.move(.textStart)
        }
        let input = inputFrame(of: shown, hint: hint ?? remark, width: size.width)

        // A list leaves the text at least half of the screen, and a row in any case.
        let room = size.height - min(input.rows.count, (size.height + 1) / 2)
        let height = min(room, Self.listHeight)
        var below: [Frame.Row] = []
        var searchColumn: Int?
        if height > 0, var search {
            (below, searchColumn) = search.rows(width: size.width, height: height, marks: marks)
            self.search = search
        } else if height > 0, var menu {
            below = menu.rows(width: size.width, height: height, ellipsis: marks.ellipsis)
            self.menu = menu
        }

        var frame = window(of: input, height: size.height - below.count)
        if let searchColumn {
            frame.cursorRow = frame.rows.count
            frame.cursorColumn = searchColumn
        }
        frame.rows += below
        return frame
    }

    /// What stays on the screen once the entry is over: the text, with the cursor behind it.
    mutating func lastFrame(on size: ScreenSize, remark: String) -> Frame {
        menu = nil
        search = nil
        vi?.isNormal = false
        buffer.move(.textEnd)
        return window(of: inputFrame(of: buffer, hint: remark, width: size.width), height: size.height)
    }

    private func inputFrame(of shown: EditBuffer, hint: String?, width: Int) -> Frame {
        let styles = styles(of: shown)
        var marks = assistant.continuationMarks(of: shown.text)[...]
        var builder = FrameBuilder(width: width)
        builder.append(vi?.isNormal == true ? prompt.ending(in: ":") : prompt)
        for (index, character) in shown.characters.enumerated() {
            if index == shown.cursor { builder.markCursor() }
            builder.append(character, styles[index])
            if character == "\n" { builder.append(continuationPrompt.marked(marks.popFirst() ?? nil)) }
        }
        if shown.isAtEnd { builder.markCursor() }
        if let hint, !hint.isEmpty {
            // Of a hint of several rows one is enough to know it by.
            let firstRow = hint.prefix { $0 != "\n" }
            builder.append(String(firstRow), .remark)
            if firstRow.count < hint.count { builder.append(self.marks.ellipsis, .remark) }
        }
        builder.finish()
        let cursor = builder.cursor ?? (0, 0)
        return Frame(rows: builder.rows, cursorRow: cursor.row, cursorColumn: cursor.column)
    }

    /// The rows that fit on the screen, with the cursor among them; they move no more than it asks for.
    private mutating func window(of frame: Frame, height: Int) -> Frame {
        let height = max(1, height)
        topRow = min(topRow, frame.cursorRow)
        topRow = max(topRow, frame.cursorRow - height + 1)
        topRow = max(0, min(topRow, frame.rows.count - height))
        return Frame(
            rows: Array(frame.rows[topRow...].prefix(height)), cursorRow: frame.cursorRow - topRow,
            cursorColumn: frame.cursorColumn)
    }

    /// One style for each character.
    private func styles(of shown: EditBuffer) -> [TextStyle] {
        let count = shown.characters.count
        var styles = [TextStyle](repeating: .plain, count: count)
        var isLiteral = [Bool](repeating: false, count: count)
        for range in assistant.styles(of: shown.text) {
            for index in range.range.clamped(to: 0..<count) {
                styles[index] = range.style
                isLiteral[index] = range.isLiteral
            }
        }
        if search == nil,
            let pair = Brackets.pair(in: shown.characters, at: shown.cursor, isLiteral: isLiteral)
        {
            for index in pair {
                styles[index].isBold = true
                styles[index].isUnderlined = true
            }
        }
        return styles
    }
}
