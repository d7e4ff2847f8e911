/// A small made-up export of a tool, with corrections, and the ways in which it may come in.
struct SyntheticExport {
    typealias File = (name: String, text: String)

    /// One record of one of the export's files.
    struct Record {
        /// The file's name without number and extension.
        let stem: String
        let text: String
        /// Whether it comes with the second of two exports.
        var isLate = false
    }

    let mapping: String
    /// All that belongs together, a ticket with its history, say: the records of one key in their order.
    let groups: [[Record]]
    /// What goes along with every load.
    let companions: [Record]
    /// Files that go along with others, by the others' names.
    let companionStems: [String: String]
    /// The text of a file with some records.
    let file: @Sendable (_ stem: String, _ texts: [String]) -> File

    /// The records as a tool exports them: what came first stands first.
    private func ordered(_ groups: some Sequence<[Record]>) -> [Record] {
        let all = groups.flatMap(\.self)
        return all.filter { !$0.isLate } + all.filter(\.isLate)
    }

    /// One load of these records: a file a name, or several pieces of it, numbered.
    private func load(_ records: [Record], pieces: Int = 1) -> [File] {
        let all = companions + records
        return Set(all.map(\.stem)).sorted().flatMap { stem in
            let texts = all.filter { $0.stem == stem }.map(\.text)
            let size = max((texts.count + pieces - 1) / pieces, 1)
            return stride(from: 0, to: texts.count, by: size).enumerated().map { number, start in
                let (name, text) = file(stem, Array(texts[start..<min(start + size, texts.count)]))
                let parts = name.split(separator: ".", maxSplits: 1)
                return (name: "\(parts[0])-\(number + 1).\(parts[1])", text: text)
            }
        }
    }

    // MARK: - Ways to come in

    var inOneLoad: [[File]] { [load(ordered(groups))] }

    var inOneLoadOfPieces: [[File]] { [load(ordered(groups), pieces: 3)] }

    /// First what there was, then what came and was corrected later.
    var inTwoLoads: [[File]] {
        let all = ordered(groups)
        return [load(all.filter { !$0.isLate }), load(all.filter(\.isLate))]
    }

    /// A third of the groups each, in any order.
    func inLoadsOfGroups(_ random: inout some RandomNumberGenerator) -> [[File]] {
        let shuffled = groups.shuffled(using: &random)
        return (0..<3).map { part in
            load(ordered(shuffled.enumerated().filter { $0.offset % 3 == part }.map(\.element)))
        }
    }

    /// File by file from the last name to the first, two to a load.
    var inLoadsOfFiles: [[File]] {
        let all = ordered(groups)
        let stems = Set(all.map(\.stem)).sorted(by: >)
        return stride(from: 0, to: stems.count, by: 2).map { start in
            let these = stems[start..<min(start + 2, stems.count)]
            let wanted = Set(these).union(these.compactMap { companionStems[$0] })
            return load(all.filter { wanted.contains($0.stem) })
        }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether a chance of so many in a hundred comes true.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 1...100, using: &self) <= percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
