/// What a terminal sent, as the keys that were pressed.
enum Key: Hashable, Sendable {
    /// Characters typed. A character of several scalars arrives one scalar at a time.
    case text(String)
    /// Text pasted in one go, with newlines as `\n` and without what is no text.
    case paste(String)
    /// Ctrl and a lower-case letter or a sign.
    case control(Character)
    case alt(Character)
    case special(Special, Modifiers = [])

    /// A key that has a name rather than a character.
    enum Special: Hashable, Sendable {
        case enter, tab, backspace, escape, insert, delete
        case up, down, left, right, home, end, pageUp, pageDown
    }

    /// Keys held down together with another.
    struct Modifiers: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let shift = Modifiers(rawValue: 1)
        static let alt = Modifiers(rawValue: 2)
        static let control = Modifiers(rawValue: 4)
    }
}
