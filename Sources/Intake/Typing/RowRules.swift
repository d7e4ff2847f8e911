/// An entity's rules between columns, with the columns looked up.
struct RowRules: Sendable {
    private enum Check {
        case after(later: Int, earlier: Int, name: String)
        case notBefore(later: Int, earlier: Int, name: String)
        case within(days: Int64, later: Int, earlier: Int, name: String)
        case scoreOnScale(kind: Int, score: Int, low: Int, high: Int)
    }

    private let checks: [Check]

    init(_ entity: Entity) {
        func index(_ name: String) -> Int {
            entity.columns.firstIndex { $0.name == name } ?? 0
        }
        checks = entity.rules.map { rule in
            switch rule {
            case .after(let later, let earlier):
                .after(later: index(later), earlier: index(earlier), name: earlier)
            case .notBefore(let later, let earlier):
                .notBefore(later: index(later), earlier: index(earlier), name: earlier)
            case .within(let days, let later, let earlier):
                .within(days: days, later: index(later), earlier: index(earlier), name: earlier)
            case .scoreOnScale:
                .scoreOnScale(
                    kind: index("kind"), score: index("score"), low: index("scale_min"),
                    high: index("scale_max"))
            }
        }
    }

    /// Tests a row whose columns are all good by themselves; `Int64.min` stands for null.
    @inline(__always)
    func check(_ values: UnsafePointer<Int64>) throws(RowFault) {
        if checks.isEmpty { return }
        try checkAll(values)
    }

    private func checkAll(_ values: UnsafePointer<Int64>) throws(RowFault) {
        for check in checks {
            switch check {
            case .after(let later, let earlier, let name):
                if values[later] != .min, values[earlier] != .min, values[later] <= values[earlier] {
                    throw RowFault(column: .column(later), fault: .notAfter(name))
                }
            case .notBefore(let later, let earlier, let name):
                if values[later] != .min, values[earlier] != .min, values[later] < values[earlier] {
                    throw RowFault(column: .column(later), fault: .before(name))
                }
            case .within(let days, let later, let earlier, let name):
                if values[later] != .min, values[earlier] != .min,
                    values[later] - values[earlier] > days * 86_400_000_000
                {
                    throw RowFault(column: .column(later), fault: .tooLate(days: days, after: name))
                }
            case .scoreOnScale(let kind, let score, let low, let high):
                try checkScale(values, kind: kind, score: score, low: low, high: high)
            }
        }
    }

    private func checkScale(
        _ values: UnsafePointer<Int64>, kind: Int, score: Int, low: Int, high: Int
    ) throws(RowFault) {
        func given(_ column: Int) -> Int64? {
            values[column] == .min ? nil : values[column]
        }
        let kindIndex = Int(values[kind])
        let standard = ScoreScale.standard(ofKind: kindIndex)
        if ScoreScale.isFixed(forKind: kindIndex) {
            if let end = given(low), end != standard?.lowerBound {
                throw RowFault(column: .column(low), fault: .fixedScale)
            }
            if let end = given(high), end != standard?.upperBound {
                throw RowFault(column: .column(high), fault: .fixedScale)
            }
        }
        let lowest = given(low) ?? standard?.lowerBound
        let highest = given(high) ?? standard?.upperBound
        if let lowest, let highest, lowest >= highest {
            throw RowFault(
                column: .column(given(low) == nil ? high : low),
                fault: .emptyScale(low: lowest, high: highest))
        }
        guard let value = given(score) else { return }
        if value < lowest ?? value || value > highest ?? value {
            throw RowFault(column: .column(score), fault: .offScale(low: lowest, high: highest))
        }
    }
}
