import Basics

/// How the cases of a duration become one number.
///
/// `median` and `p50` are the same number under different column names, so they stay apart here.
package enum Aggregate: Hashable, Sendable {
    case mean, median, min, max, sum
    /// 1…99: the smallest value with at least that share of the cases at or below it.
    case percentile(Int)

    /// The word of the language, also the suffix of the column.
    package var word: String {
        switch self {
        case .mean: "mean"
        case .median: "median"
        case .min: "min"
        case .max: "max"
        case .sum: "sum"
        case .percentile(let percent): "p\(percent)"
        }
    }

    /// The percentile asked for, where it is one: 50 for `median` and `p50`.
    package var percent: Int? {
        switch self {
        case .median: 50
        case .percentile(let percent): percent
        case .mean, .min, .max, .sum: nil
        }
    }
}

/// The T of a rate that looks at cases T old: `24h`, `72h`, `7d`.
package struct MaturityWindow: Hashable, Sendable {
    /// As the language writes it, lower case; also the suffix of the column.
    package var word: String

    package init(word: String) {
        self.word = word
    }

    /// Its length in seconds; `nil` for a word that is not a number and one of `m`, `h`, `d`.
    package var seconds: Int? {
        guard let duration = DurationLiteral(word), duration.unit != .seconds,
            (1..<1_000_000).contains(duration.count)
        else { return nil }
        return duration.seconds
    }
}
