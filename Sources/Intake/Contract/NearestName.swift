/// Finds what somebody probably meant.
enum NearestName {
    /// The candidate that differs from `name` by case, blanks and punctuation only, or else by few letters.
    static func closest(to name: String, among candidates: [String]) -> String? {
        let plain = plain(name)
        if let alike = candidates.first(where: { Self.plain($0) == plain }) { return alike }
        let limit = max(1, plain.count / 4)
        let ranked = candidates.map { (name: $0, distance: distance(plain, Self.plain($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else {
            return nil
        }
        return best.name
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.utf8.prefix(100).compactMap { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case 0x80...: byte
            default: nil
            }
        }
    }

    /// Letters to insert, delete or replace (Levenshtein).
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (index, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
