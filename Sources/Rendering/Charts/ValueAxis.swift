import Platform

/// A scale from numbers to places, with round ticks.
struct ValueAxis {
    let ticks: [Double]
    private let kind: ValueKind
    private let step: Double

    var least: Double { ticks.first ?? 0 }
    var greatest: Double { ticks.last ?? 1 }

    /// A scale that reaches every number, in about as many steps as wanted.
    ///
    /// - Parameters:
    ///   - numbers: what must be on the axis.
    ///   - kind: what they are; durations have ticks at 15 min or 6 h, not at 5,000 s.
    ///   - steps: about how many steps there should be.
    init(numbers: [Double], kind: ValueKind, steps: Int) {
        self.kind = kind
        var least = numbers.min() ?? 0
        var greatest = numbers.max() ?? 1
        // From zero too where zero is near: a line that seems to fall to nothing should do so.
        if least > 0, least < greatest / 2 { least = 0 }
        if greatest < 0, greatest > least / 2 { greatest = 0 }
        let magnitude = max(least.magnitude, greatest.magnitude)
        if magnitude < 1e-300 {
            (least, greatest) = (0, kind.isDuration ? 60 : 1)
        } else if greatest / 2 - least / 2 < magnitude * 1e-12 {
            // What differs by less can hardly be told from rounding.
            let room = max(kind == .integer ? 1 : 1e-9, magnitude * 0.1)
            least = max(least - room, -.greatestFiniteMagnitude)
            greatest = min(greatest + room, .greatestFiniteMagnitude)
        }
        let count = Double(max(1, steps))
        step = Self.niceStep(atLeast: greatest / count - least / count, kind: kind)
        let first = (least / step).rounded(.down)
        let last = (greatest / step).rounded(.up)
        let ticks = (0...Int(max(1, last - first))).map { [step] in (first + Double($0)) * step }
        // The next round number may be more than a number can hold.
        self.ticks = ticks.allSatisfy(\.isFinite) ? ticks : [least, greatest]
    }

    /// The place of a number between 0 and 1.
    func fraction(of value: Double) -> Double {
        (least...greatest).fraction(of: value)
    }

    /// The text of a tick: as many decimals as its step needs.
    func text(of tick: Double) -> String {
        if kind.isDuration { return DurationText.ofTick(tick) }
        var decimals = 0
        var scaled = step
        while decimals < 9, (scaled - scaled.rounded()).magnitude > 1e-6 * scaled {
            scaled *= 10
            decimals += 1
        }
        let text = NumberText.fixed(tick, decimals: decimals)
        switch kind {
        case .percent: return text + " %"
        case .money(let currency): return text + " " + currency
        default: return text
        }
    }

    private static func niceStep(atLeast rough: Double, kind: ValueKind) -> Double {
        if kind.isDuration {
            let units: [Double] = [
                1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
                172_800, 432_000, 864_000,
            ]
            if rough > 0.5, let unit = units.first(where: { $0 >= rough }) { return unit }
            if rough > 864_000 { return niceDecimal(atLeast: rough / 86_400) * 86_400 }
        }
        let step = niceDecimal(atLeast: rough)
        return kind == .integer ? max(1, step) : step
    }

    /// 1, 2 or 5 times a power of ten.
    private static func niceDecimal(atLeast rough: Double) -> Double {
        let power = pow(10, floor(log10(rough)))
        for factor in [1.0, 2, 5] where factor * power >= rough * (1 - 1e-9) { return factor * power }
        return 10 * power
    }
}
