/// Values as they are shown in messages.
enum Quoted {
    private static let longest = 80

    /// The text in quotes: cut where it is long, with control characters made visible.
    static func text(_ value: String) -> String {
        var shown = "\""
        var count = 0
        for scalar in value.unicodeScalars {
            if count == longest {
                return shown + "…\""
            }
            count += 1
            switch scalar {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                shown += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown + "\""
    }
}
