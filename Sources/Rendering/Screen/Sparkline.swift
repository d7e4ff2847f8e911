/// A course of numbers in one line of text, `▁▃▇█`.
enum Sparkline {
    /// One character a value, scaled between the least and the greatest; a gap where there is none.
    static func of(_ values: [Double?], unicode: Bool) -> String {
        let levels: [Character] = unicode ? Array("▁▂▃▄▅▆▇█") : Array("_.-~=+*#")
        let known = values.compactMap(\.self).filter(\.isFinite)
        guard let least = known.min(), let greatest = known.max() else {
            return String(repeating: " ", count: values.count)
        }
        return String(
            values.map { value in
                guard let value, value.isFinite else { return " " }
                // A course without change is drawn in the middle: neither low nor high.
                guard least < greatest else { return levels[3] }
                let level = ((least...greatest).fraction(of: value) * Double(levels.count - 1)).rounded()
                return levels[Int(level)]
            })
    }
}
