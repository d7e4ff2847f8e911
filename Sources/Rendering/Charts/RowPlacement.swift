/// Gives labels rows of their own, as near as possible to where they belong.
enum RowPlacement {
    /// One row a label, from the top; the wanted ones are in order, and no more than there are rows.
    ///
    /// Labels that want the same rows are moved together, half of them up and half down, so that none is far off.
    static func rows(of wanted: [Int], height: Int) -> [Int] {
        // Each run stands on rows one below the other; its place is the mean of what its labels want.
        var runs: [(sum: Int, count: Int)] = []
        func top(_ run: (sum: Int, count: Int)) -> Double { Double(run.sum) / Double(run.count) }
        for (place, row) in wanted.enumerated() {
            runs.append((row - place, 1))
            while runs.count > 1, top(runs[runs.count - 2]) > top(runs[runs.count - 1]) {
                let last = runs.removeLast()
                runs[runs.count - 1].sum += last.sum
                runs[runs.count - 1].count += last.count
            }
        }
        let lastTop = max(0, height - wanted.count)
        return runs.flatMap { run in
            Array(repeating: min(max(Int(top(run).rounded()), 0), lastTop), count: run.count)
        }
        .enumerated().map { $1 + $0 }
    }
}
