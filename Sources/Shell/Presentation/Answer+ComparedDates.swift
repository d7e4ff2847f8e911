import Basics
import KPIQuery
import Rendering
import Warehouse

extension Answer {
    /// With which dates the answer compares, by each base; targets have none.
    ///
    /// Where the buckets of a combination are drawn as one line, it is compared as a whole.
    func comparedDates(isFolded: Bool = false) -> [Provenance.Named] {
        let bases = isFolded ? whole?.bases ?? bases : bases
        return bases.compactMap { base in
            guard let range = base.range else { return nil }
            var text = Self.dates(of: range)
            if range.buckets.count > 1 { text += ", bucket by bucket" }
            if range.isElapsedPart {
                text += range.buckets.count > 1 ? "; what is running meets" : ","
                text += " the same elapsed part"
            }
            if !isFolded, let total = base.rangeOfTotal { text += "; the total: \(Self.dates(of: total))" }
            return Provenance.Named(base.title, text)
        }
    }

    /// From the first day to the last one, both included; where it begins or ends within one, to the second.
    private static func dates(of base: BaseRange) -> String {
        guard let whole = base.asOne.buckets[0] else { return "no such dates" }
        let endsAtMidnight = whole.from.second == 0 && whole.to.second == 0
        let last = whole.to.adding(seconds: -1)
        let from = whole.from.second == 0 ? whole.from.date.description : whole.from.description
        let to = endsAtMidnight ? last.date.description : last.description
        return from == to ? from : "\(from) to \(to)"
    }
}
