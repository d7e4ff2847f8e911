import Testing

@testable import Rendering

/// The rows of names beside the ends of lines.
@Suite struct RowPlacementTests {
    @Test(arguments: [
        ([], 4, []), ([2], 4, [2]), ([0, 3], 4, [0, 3]),
        // Those of one row stand around it; none passes another.
        ([5, 5, 5], 12, [4, 5, 6]), ([5, 5, 6], 12, [4, 5, 6]), ([2, 5, 5, 9], 12, [2, 5, 6, 9]),
        // At the edges they stand together.
        ([0, 0, 0], 8, [0, 1, 2]), ([7, 7, 7], 8, [5, 6, 7]), ([0, 0, 3, 3], 4, [0, 1, 2, 3]),
    ])
    func namesStandWhereTheirLinesEnd(wanted: [Int], height: Int, expected: [Int]) {
        #expect(RowPlacement.rows(of: wanted, height: height) == expected)
    }

    @Test func rowsAreDistinctWithinTheHeightAndInOrder() {
        for height in 1...6 {
            for count in 0...height {
                var wanted = Array(repeating: 0, count: count)
                while true {
                    let rows = RowPlacement.rows(of: wanted.sorted(), height: height)
                    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 })
                    #expect(rows.count == count && rows.allSatisfy { (0..<height).contains($0) })
                    guard let next = wanted.firstIndex(where: { $0 + 1 < height }) else { break }
                    wanted[next] += 1
                    for index in 0..<next { wanted[index] = 0 }
                }
            }
        }
    }
}
