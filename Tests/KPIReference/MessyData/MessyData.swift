/// A small data set with the mess of real life, the same for the same seed.
///
/// Equal and awkward instants, events before the creation, reopens at the instant of the resolution, bots,
/// notes and third parties, rows that wait for their ticket, excluded tickets, agents and customers that
/// nobody knows, odd and reversed scales, overlapping shifts, credit notes, several sources with equal ids,
/// several default schedules, and rows that are corrected later.
package struct MessyData: Sendable {
    package let seed: UInt64
    /// Every version of every row; of one key, the order counts, and the last is the final one.
    package let rows: [any ContractRow]
    /// Settings that fit the data: its zone, some with other windows.
    package let settings: Settings
    /// Days that all of it lies in or near.
    package let first: LocalDate
    package let last: LocalDate
    /// An instant to ask at: near the end, or in the midst of it.
    package let asOf: Instant

    package init(seed: UInt64, ticketCount: Int = 30) {
        var maker = RowMaker(seed: seed)
        self.seed = seed
        rows = maker.rows(ticketCount: ticketCount)
        settings = maker.settings()
        first = maker.scene.first
        last = maker.scene.last
        asOf =
            maker.dice.chance(50)
            ? maker.scene.end + 30 * .day : maker.scene.instant(&maker.dice)
    }

    package var dataSet: DataSet { DataSet(rows: rows) }

    /// What one run of `load --source canonical --as SOURCE` takes.
    package struct Load: Sendable {
        package let source: String
        /// Canonical CSV files by name.
        package let files: [(name: String, text: String)]

        package init(source: String, files: [(name: String, text: String)]) {
            self.source = source
            self.files = files
        }
    }

    /// The rows in a number of rounds of loads (one a source), shuffled: only rows of one key keep their
    /// order.
    ///
    /// However it is split, the KPIs end the same.
    package func loads(rounds: Int, seed: UInt64) -> [Load] {
        var dice = Dice(seed: seed)
        // Each version gets a place among all rounds; versions of one key in their order.
        var placed: [(place: Int, row: any ContractRow)] = []
        let byKey = Dictionary(grouping: rows) { [type(of: $0).entity, $0.source] + $0.key }
        for key in byKey.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let versions = byKey[key] ?? []
            let places = versions.map { _ in dice.number(0...rounds * 1_000_000 - 1) }.sorted()
            placed += zip(places, versions).map { ($0, $1) }
        }
        placed.sort { $0.place < $1.place }
        let sources = Set(rows.map(\.source)).sorted()
        var loads: [Load] = []
        for round in 0..<rounds {
            for source in sources.shuffled(using: &dice) {
                let own = placed.filter { $0.place / 1_000_000 == round && $0.row.source == source }
                let files = MessyData.files(own.map(\.row), &dice)
                if !files.isEmpty { loads.append(Load(source: source, files: files)) }
            }
        }
        return loads
    }

    /// One or two files an entity; they are read in the order of their names.
    private static func files(
        _ rows: [any ContractRow], _ dice: inout Dice
    ) -> [(name: String, text: String)] {
        var files: [(name: String, text: String)] = []
        for entity in CSVText.entities.map({ $0.entity }) {
            let own = rows.filter { type(of: $0).entity == entity }
            guard !own.isEmpty else { continue }
            let cut = dice.chance(30) ? dice.number(0...own.count) : own.count
            let parts = [own[..<cut], own[cut...]].filter { !$0.isEmpty }
            for (index, part) in parts.enumerated() {
                let name = parts.count == 1 ? "\(entity).csv" : "\(entity)-\(index + 1).csv"
                files.append((name, CSVText.file(Array(part))))
            }
        }
        return files
    }
}
