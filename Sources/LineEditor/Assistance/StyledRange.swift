/// The style of a part of the text.
package struct StyledRange: Sendable, Hashable {
    /// Characters from the text's start.
    package var range: Range<Int>
    package var style: TextStyle
    /// Whether the text there is quoted or commented: brackets in it match nothing.
    package var isLiteral: Bool

    package init(_ range: Range<Int>, _ style: TextStyle, isLiteral: Bool = false) {
        self.range = range
        self.style = style
        self.isLiteral = isLiteral
    }
}
