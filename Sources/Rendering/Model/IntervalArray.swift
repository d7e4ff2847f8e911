/// PostgreSQL's intervals in an array: `{02:14:00,"1 mon",NULL}`.
package struct IntervalArray: Sendable, Hashable {
    /// As PostgreSQL wrote it.
    package let text: String
    /// The same array with the seconds of each.
    package let seconds: String

    /// Reads an array as PostgreSQL writes it; nil where a member is no interval that can be counted.
    package init?(_ text: String) {
        self.text = text
        var seconds = ""
        // `[0:1]={…}`: the numbers of its places stand before it.
        var rest = text[...]
        if rest.first == "[", let start = rest.firstIndex(of: "{") {
            seconds += rest[..<start]
            rest = rest[start...]
        }
        while let sign = rest.first {
            guard !"{},".contains(sign) else {
                seconds.append(sign)
                rest.removeFirst()
                continue
            }
            let member =
                sign == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { !"{},".contains($0) }
            rest = rest[member.endIndex...]
            if sign == "\"" { rest = rest.dropFirst() }
            guard member != "NULL" else {
                seconds += member
                continue
            }
            guard let interval = Interval(String(member)) else { return nil }
            seconds += interval.seconds
        }
        self.seconds = seconds
    }
}
