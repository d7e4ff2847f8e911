/// Dots in a grid of characters: two by four a character in Braille, one a character in ASCII.
struct BrailleCanvas {
    /// Characters across and down.
    let width: Int
    let height: Int
    private let unicode: Bool
    /// For each character its dots, and which series drew there last.
    private var dots: [UInt8]
    private var owner: [Int]
    private var shaded: [Bool]

    /// Dots across and down in one character.
    var dotsAcross: Int { unicode ? 2 : 1 }
    var dotsDown: Int { unicode ? 4 : 1 }

    init(width: Int, height: Int, unicode: Bool) {
        self.width = width
        self.height = height
        self.unicode = unicode
        dots = Array(repeating: 0, count: width * height)
        owner = Array(repeating: -1, count: width * height)
        shaded = Array(repeating: false, count: width * height)
    }

    /// Sets a dot; (0, 0) is at the top left.
    ///
    /// Dots outside are left out.
    mutating func set(_ across: Int, _ down: Int, series: Int) {
        guard across >= 0, down >= 0, across < width * dotsAcross, down < height * dotsDown else { return }
        let cell = down / dotsDown * width + across / dotsAcross
        dots[cell] |= unicode ? Self.bits[down % 4][across % 2] : 1
        owner[cell] = series
    }

    /// Draws a straight line between two dots (Bresenham).
    mutating func line(from start: (Int, Int), to end: (Int, Int), series: Int) {
        var (across, down) = start
        let width = abs(end.0 - across)
        let height = -abs(end.1 - down)
        let stepAcross = across < end.0 ? 1 : -1
        let stepDown = down < end.1 ? 1 : -1
        var error = width + height
        while true {
            set(across, down, series: series)
            if across == end.0, down == end.1 { return }
            let doubled = 2 * error
            if doubled >= height {
                error += height
                across += stepAcross
            }
            if doubled <= width {
                error += width
                down += stepDown
            }
        }
    }

    /// Shades a character: the band of an interval, behind the lines.
    mutating func shade(_ across: Int, _ down: Int) {
        guard across >= 0, down >= 0, across < width, down < height else { return }
        shaded[down * width + across] = true
    }

    /// What stands at a character: its text, and the series that drew it, nil for the band behind.
    func cell(_ across: Int, _ down: Int) -> (text: String, series: Int?)? {
        let cell = down * width + across
        if dots[cell] != 0, owner[cell] >= 0 {
            if !unicode { return (Self.letters[owner[cell] % Self.letters.count], owner[cell]) }
            guard let scalar = Unicode.Scalar(0x2800 + UInt32(dots[cell])) else { return nil }
            return (String(Character(scalar)), owner[cell])
        }
        return shaded[cell] ? (unicode ? "░" : ":", nil) : nil
    }

    /// The letters that stand for the series where there are no Braille dots.
    static let letters = ["*", "o", "x", "+", "#", "@"]

    /// The bits of Unicode's Braille patterns, by row and column of the dot.
    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
