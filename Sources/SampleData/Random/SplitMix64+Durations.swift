/// Log-normal durations from a table of quantiles: `exp` differs between platforms in its last digits.
extension SplitMix64 {
    /// A duration around the median, skewed as waiting times are (σ = 1): one in forty is over seven medians.
    mutating func skewed(_ median: Int) -> Int {
        scaled(median, by: Self.wide)
    }

    /// A duration around the median, skewed as working times are (σ = 0.5).
    mutating func varied(_ median: Int) -> Int {
        scaled(median, by: Self.narrow)
    }

    private mutating func scaled(_ median: Int, by quantiles: [Int]) -> Int {
        let position = below(32 << 16)
        let (step, part) = (position >> 16, position & 0xFFFF)
        let factor = quantiles[step] + ((quantiles[step + 1] - quantiles[step]) * part) >> 16
        return (median * factor) >> 10
    }

    /// exp(σ · Φ⁻¹(p)) × 1024 for p = 0.004, 1/32 … 31/32, 0.996.
    private static let wide = [
        72, 159, 221, 274, 324, 373, 422, 471, 522, 574, 628, 685, 745, 808, 875, 947, 1024, 1108, 1198,
        1298, 1408, 1531, 1669, 1827, 2010, 2226, 2486, 2811, 3235, 3826, 4749, 6596, 14524,
    ]

    private static let narrow = [
        272, 403, 476, 530, 576, 618, 657, 695, 731, 767, 802, 837, 873, 909, 947, 985, 1024, 1065, 1108,
        1153, 1201, 1252, 1307, 1368, 1435, 1510, 1596, 1697, 1820, 1979, 2205, 2599, 3856,
    ]
}
