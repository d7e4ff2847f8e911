/// The colours of series, and what tells them apart without colour.
struct ChartPalette {
    /// More series than this cannot be told apart.
    static let seriesLimit = 6

    let painter: Painter

    init(_ painter: Painter) {
        self.painter = painter
    }

    /// Text in the colour of a series.
    func paint(_ text: String, series: Int) -> String {
        guard painter.colour else { return text }
        return "\u{1B}[\(Self.colours[series % Self.colours.count])m\(text)\u{1B}[0m"
    }

    /// Blue, yellow, magenta, green, cyan, red: neighbours differ for the colour-blind too.
    private static let colours = [34, 33, 35, 32, 36, 31]
}
