import Testing

@testable import Shell

/// Which answers there are, and which are tables.
@Suite struct ResultHistoryTests {
    @Test("An answer that is too old to have a name is no table")
    func placed() {
        var history = ResultHistory()
        let first = KeptResult()
        history.append(first)
        history.notePlaced(first, as: "_9")
        for _ in 0..<8 { history.append(KeptResult()) }
        #expect(history.isPlaced(first, as: "_9"))
        history.append(KeptResult())
        #expect(!history.isPlaced(first, as: "_9"))
    }
}
