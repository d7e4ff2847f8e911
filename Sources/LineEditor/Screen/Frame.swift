/// One character on the screen.
struct ScreenCell: Hashable, Sendable {
    var text: String
    /// Columns: 1 or 2.
    var width: Int
    var style: TextStyle
}

/// What the editor wants to be seen: rows from the prompt downwards, none wider than the screen.
struct Frame: Hashable, Sendable {
    typealias Row = [ScreenCell]

    /// At least one.
    var rows: [Row]
    var cursorRow: Int
    var cursorColumn: Int
}

/// The size of a screen in characters.
struct ScreenSize: Hashable, Sendable {
    var width: Int
    var height: Int

    /// What no terminal is smaller than: room for a wide character and a row.
    init(width: Int, height: Int) {
        self.width = max(2, width)
        self.height = max(1, height)
    }
}
