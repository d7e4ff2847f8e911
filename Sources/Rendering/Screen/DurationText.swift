/// Durations as people say them: the two units that matter, `3d 4h`, `2h 14m`, `14m 5s`, `45s`, `3.2s`.
enum DurationText {
    /// A duration given in seconds.
    ///
    /// Rounding carries: 3599.6 s is `1h 0m`, not `59m 60s`.
    static func of(_ seconds: Double) -> String {
        let sign = seconds < 0 ? "-" : ""
        let magnitude = seconds.magnitude
        guard magnitude < 1e15 else { return "\(seconds)s" }
        if magnitude == 0 { return "0s" }
        if magnitude < 0.05 { return sign + "<0.1s" }
        if magnitude < 9.95, magnitude != magnitude.rounded() {
            return sign + NumberText.fixed(magnitude, decimals: 1) + "s"
        }
        let wholeSeconds = Int(magnitude.rounded(.toNearestOrAwayFromZero))
        if wholeSeconds < 60 { return "\(sign)\(wholeSeconds)s" }
        if wholeSeconds < 3600 { return "\(sign)\(wholeSeconds / 60)m \(wholeSeconds % 60)s" }
        let minutes = Int((magnitude / 60).rounded(.toNearestOrAwayFromZero))
        if minutes < 24 * 60 { return "\(sign)\(minutes / 60)h \(minutes % 60)m" }
        let hours = Int((magnitude / 3600).rounded(.toNearestOrAwayFromZero))
        return "\(sign)\(NumberText.grouped(hours / 24))d \(hours % 24)h"
    }

    /// A tick of an axis, where ticks are round: `0`, `30s`, `1h 30m`, `2d`; units that are zero are left out.
    static func ofTick(_ seconds: Double) -> String {
        let text = of(seconds)
        guard seconds != 0 else { return "0" }
        guard let blank = text.firstIndex(of: " ") else { return text }
        return text[text.index(after: blank)] == "0" ? String(text[..<blank]) : text
    }
}
