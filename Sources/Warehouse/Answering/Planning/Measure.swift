package import KPIQuery

/// One number asked of a KPI's cases, and the SQL that aggregates it.
///
/// What a kind of KPI comes to says `KPIFormula`; what a case is worth, the KPI's own file.
struct Measure: Hashable, Sendable {
    /// The aggregate of a duration; nil is the KPI's own: the median.
    let aggregate: Aggregate?
    /// Whether the bounds of the 95 % interval are asked for.
    let hasInterval: Bool

    /// What is asked of a KPI; an interval only where kpis.md, "Uncertainty", gives one.
    init(_ definition: KPIDefinition, aggregate: Aggregate?, wantsInterval: Bool) {
        self.aggregate = aggregate
        hasInterval = wantsInterval && definition.hasInterval(asked: aggregate)
    }

    /// The smallest value with at least that percentage of the cases at or below it.
    ///
    /// PostgreSQL multiplies in floating point, where 0.28 × 25 is a little more than 7, and then takes the next case:
    /// a trillionth less makes no other difference below ten billion cases.
    static func percentile(_ percent: Int) -> String { "percentile_disc(\(percent) / 100.0 - 1e-12)" }

    /// The columns of a statement for the measure of that number: its value, and its bounds where they are asked for.
    func columns(_ index: Int, of formula: KPIFormula, _ definition: KPIDefinition) -> [String] {
        func column(_ expression: String, _ name: String) -> String {
            "\(definition.shown(expression, of: formula)) as \(name)_\(index)"
        }
        let value = column(value(of: formula, definition), "value")
        guard hasInterval, let bounds = formula.bounds else { return [value] }
        return [value, column(bounds.lower, "lower"), column(bounds.upper, "upper")]
    }

    /// Its number, by the formula of its KPI.
    func value(of formula: KPIFormula, _ definition: KPIDefinition) -> String {
        guard definition.isDuration, case .mean(let mean) = formula else { return formula.value }
        func ofCases(_ sql: (String) -> String) -> String {
            guard let worth = mean.worth else {
                preconditionFailure("cells of a rollup are asked for sums and means only")
            }
            return sql(worth) + mean.unit
        }
        switch aggregate ?? .median {
        case .median: return ofCases { "\(Self.percentile(50)) within group (order by \($0))" }
        case .percentile(let percent):
            return ofCases { "\(Self.percentile(percent)) within group (order by \($0))" }
        case .min: return ofCases { "min(\($0))" }
        case .max: return ofCases { "max(\($0))" }
        // A sum over no cases is 0, like a count: both add up.
        case .sum: return "coalesce(\(mean.sum), 0)" + mean.unit
        case .mean: return formula.value
        }
    }
}

extension KPIDefinition {
    /// Whether a value has a 95 % interval: proportions, scores and means have.
    package func hasInterval(asked aggregate: Aggregate?) -> Bool {
        switch kind {
        case .proportion, .score: true
        case .duration, .snapshot: isDuration && aggregate == .mean
        case .count, .ratio, .amount: false
        }
    }
}
