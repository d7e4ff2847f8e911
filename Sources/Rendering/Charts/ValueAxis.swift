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
    ///   - includesZero: whether the axis starts at zero, as the length of a bar must.
    init(numbers: [Double], kind: ValueKind, steps: Int, includesZero: Bool) {
        self.kind = kind
        var least = numbers.min() ?? 0
        var greatest = numbers.max() ?? 1
        // From zero too where zero is near: a line that seems to fall to nothing should do so.
        if includesZero || (least > 0 && least < greatest / 2) { least = min(0, least) }
        if includesZero || (greatest < 0 && greatest > least / 2) { greatest = max(0, greatest) }
        if least == greatest {
            let room = kind == .integer ? 1 : max(least.magnitude * 0.1, 1e-9)
            if least == 0 { greatest = kind == .duration ? 60 : 1 } else { least -= room; greatest += room }
        }
        let step = Self.niceStep(atLeast: (greatest - least) / Double(max(1, steps)), kind: kind)
        let first = (least / step).rounded(.down)
        let last = (greatest / step).rounded(.up)
        self.step = step
        ticks = (0...Int(max(1, last - first))).map { (first + Double($0)) * step }
    }

    /// The place of a number between 0 and 1.
    func fraction(of value: Double) -> Double {
        (value - least) / (greatest - least)
    }

    /// The text of a tick: as many decimals as its step needs.
    func text(of tick: Double) -> String {
        if kind == .duration { return DurationText.ofTick(tick) }
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
        if kind == .duration {
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
