import Basics

/// What is shown for a character.
///
/// Nothing of the text reaches the terminal that would drive it, turn the direction of writing, or be there unseen:
/// a blank of no width pasted into a query costs its author half an hour.
struct Glyph: Hashable, Sendable {
    let text: String
    let width: Int
    /// Whether it stands for a character that cannot be shown.
    let isSubstitute: Bool

    private static let tabWidth = 4

    init(_ character: Character) {
        let scalars = character.unicodeScalars
        let first = scalars.first?.value ?? 0
        switch first {
        case 0x20..<0x7F where scalars.count == 1: self.init(String(character), width: 1)
        case 0x09: self.init(String(repeating: " ", count: Self.tabWidth), width: Self.tabWidth)
        case 0..<0x20: self.init(substitute: "^\(UnicodeScalar(UInt8(first + 0x40)))")
        case 0x7F: self.init(substitute: "^?")
        default:
            // Terminals that put the letters of a cluster side by side are few.
            let width = min(DisplayWidth.of(character), 2)
            if width == 0 || scalars.contains(where: Self.isDirectional) {
                self.init(substitute: "<\(Self.codes(of: character))>")
            } else {
                self.init(String(character), width: width)
            }
        }
    }

    private init(_ text: String, width: Int) {
        self.text = text
        self.width = width
        isSubstitute = false
    }

    private init(substitute text: String) {
        self.text = text
        width = text.utf8.count
        isSubstitute = true
    }

    private static func isDirectional(_ scalar: UnicodeScalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func codes(of character: Character) -> String {
        character.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: "+")
    }
}
