import Testing

@testable import SampleData

@Suite struct SplitMix64Tests {
    @Test func repeatsItselfForTheSameSeedStreamAndIndex() {
        #expect(draws(SplitMix64(seed: 1, .ticket, 5)) == draws(SplitMix64(seed: 1, .ticket, 5)))
    }

    @Test func differsBySeedStreamAndIndex() {
        let streams = [
            SplitMix64(seed: 1, .ticket, 5), SplitMix64(seed: 2, .ticket, 5), SplitMix64(seed: 1, .order, 5),
            SplitMix64(seed: 1, .ticket, 6), SplitMix64(seed: 0, .ticket, 5),
        ]
        #expect(Set(streams.flatMap(draws)).count == streams.count * 100)
    }

    @Test func drawsEvenly() {
        var random = SplitMix64(seed: 3, .ticket)
        var counts = Array(repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[random.below(7)] += 1 }
        #expect(counts.allSatisfy { (9600...10_400).contains($0) })
    }

    @Test func picksByWeight() {
        var random = SplitMix64(seed: 3, .ticket)
        let choice = Choice(("a", 1), ("b", 3))
        let picked = (0..<10_000).map { _ in random.pick(choice) }
        #expect((7300...7700).contains(picked.count { $0 == "b" }))
    }

    @Test(arguments: [60, 86_400])
    func skewsDurationsAroundTheirMedian(median: Int) {
        var random = SplitMix64(seed: 4, .ticket)
        let drawn = (0..<20_000).map { _ in random.skewed(median) }.sorted()
        #expect(abs(drawn[10_000] - median) * 100 <= median * 5)
        #expect(drawn[0] >= 0)
        #expect(drawn[18_000] > 3 * median)
    }

    private func draws(_ random: SplitMix64) -> [UInt64] {
        var random = random
        return (0..<100).map { _ in random.next() }
    }
}
