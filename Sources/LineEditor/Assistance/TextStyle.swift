/// How characters look in a terminal.
package struct TextStyle: Sendable, Hashable {
    /// One of the colours that a terminal's user has chosen to be readable; the value is its SGR code.
    package enum Colour: UInt8, Sendable, Hashable {
        case red = 31
        case green, yellow, blue, magenta, cyan
    }

    /// Nil is the terminal's own.
    package var colour: Colour?
    package var isBold: Bool
    package var isFaint: Bool
    package var isUnderlined: Bool
    package var isReversed: Bool

    package init(
        _ colour: Colour? = nil, isBold: Bool = false, isFaint: Bool = false, isUnderlined: Bool = false,
        isReversed: Bool = false
    ) {
        self.colour = colour
        self.isBold = isBold
        self.isFaint = isFaint
        self.isUnderlined = isUnderlined
        self.isReversed = isReversed
    }

    package static let plain = TextStyle()
    /// Hints and side remarks.
    static let remark = TextStyle(isFaint: true)
    static let chosen = TextStyle(isReversed: true)

    /// The escape sequence that turns a style on, from any other.
    ///
    /// Without colour the rest stays: who sets `NO_COLOR` still wants to tell a hint from what was typed.
    func sequence(colour hasColour: Bool) -> String {
        var codes = "0"
        if isBold { codes += ";1" }
        if isFaint { codes += ";2" }
        if isUnderlined { codes += ";4" }
        if isReversed { codes += ";7" }
        if hasColour, let colour { codes += ";\(colour.rawValue)" }
        return "\u{1B}[\(codes)m"
    }
}
