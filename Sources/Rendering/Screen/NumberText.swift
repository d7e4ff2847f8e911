/// Numbers as people read them: a comma between thousands, a fixed number of decimals.
package enum NumberText {
    /// `1,234,567`.
    package static func grouped(_ value: Int) -> String {
        (value < 0 ? "-" : "") + grouped(digits: String(value.magnitude))
    }

    /// `1,234.50`: rounded half away from zero, without a sign when nothing of it is left.
    package static func fixed(_ value: Double, decimals: Int, isGrouped: Bool = true) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
        // Beyond this a double has no decimals left, and an integer no room.
        guard scaled < 1e15 else { return value.description }
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = String(padded.dropLast(decimals))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let fraction = decimals > 0 ? "." + padded.suffix(decimals) : ""
        return sign + (isGrouped ? grouped(digits: whole) : whole) + fraction
    }

    /// A number that is kept digit by digit: only the commas are added.
    static func grouped(decimal text: String) -> String {
        guard !text.contains("e") else { return text }
        let isNegative = text.hasPrefix("-")
        let unsigned = isNegative ? text.dropFirst() : text[...]
        let point = unsigned.firstIndex(of: ".") ?? unsigned.endIndex
        return (isNegative ? "-" : "") + grouped(digits: String(unsigned[..<point])) + unsigned[point...]
    }

    private static func grouped(digits: String) -> String {
        guard digits.utf8.count > 3 else { return digits }
        var grouped = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.utf8.count - position) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return grouped
    }
}
