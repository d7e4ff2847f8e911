import KPIReference
import Testing
import Warehouse
import WarehouseTestSupport

/// The product against the reference, on data sets full of awkward cases.
@Suite struct DifferentialTests {
    static let seeds: [UInt64] = Array(1...8)
    private static let questionsPerKPI = 3

    @Test(arguments: seeds)
    func answersAsTheReferenceDoes(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            try warehouse.run(data.loads(rounds: 1, seed: seed))
            try Self.compare(&warehouse, with: data, questions: Self.questionsPerKPI, seed: seed)
        }
    }

    @Test(arguments: seeds)
    func anySplitAndOrderEndsInTheSameWarehouse(seed: UInt64) throws {
        let data = MessyData(seed: seed + 100)
        let whole = try ScratchWarehouse.lend { warehouse in
            try warehouse.run(data.newestOnly)
            try warehouse.apply(data.settings)
            return try warehouse.content()
        }
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            let loads = data.loads(rounds: 2 + Int(seed % 4), seed: seed)
            try warehouse.run(loads)
            let content = try warehouse.content()
            #expect(content.difference(from: whole).isEmpty)
            try Self.compare(&warehouse, with: data, questions: 1, seed: seed)

            // Everything once more, and everything derived anew, changes nothing.
            try warehouse.run(data.newestOnly)
            let again = try warehouse.content()
            #expect(again == content)
            try warehouse.rebuild()
            let rebuilt = try warehouse.content()
            #expect(rebuilt == content)
        }
    }

    @Test(arguments: seeds.prefix(3))
    func everyDailyRowIsWhatTheQueryAnswers(seed: UInt64) throws {
        let data = MessyData(seed: seed + 200)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            try warehouse.run(data.loads(rounds: 2, seed: seed))
            let days = "daily from \(data.first) to \(data.first.adding(days: 13))"
            for dimension in ["", "channel", "agent", "team", "segment"] {
                for kpi in try warehouse.rows("select distinct kpi from kpi.daily order by 1").map({ $0[0] })
                {
                    let isSliced = try warehouse.rows(
                        "select from kpi.daily where kpi = '\(kpi)' and coalesce(dimension, '') = '\(dimension)' limit 1"
                    )
                    guard let definition = warehouse.catalogue[kpi], !isSliced.isEmpty else { continue }
                    let line =
                        "\(kpi) exact \(definition.isDuration ? "mean" : "") \(dimension.isEmpty ? "" : "by " + dimension) \(days)"
                    let answer = try warehouse.answer(line)
                    let wanted = answer.rows.compactMap { row -> String? in
                        guard let value = row.cells[0].value, row.cells[0].n > 0 || definition.kind == .ratio,
                            value != 0
                        else { return nil }
                        let member = row.members.first?.text ?? "-"
                        let source = row.members.first?.source ?? "-"
                        return
                            "\(row.bucket) \(member) \(source) \(row.cells[0].n) \((value * 1e6).rounded())"
                    }
                    let shown = try warehouse.rows(
                        """
                        select day - '\(data.first)'::date + 1, member, member_source, n, round(value * 1e6)
                        from kpi.daily
                        where kpi = '\(kpi)' and coalesce(dimension, '') = '\(dimension)' and value <> 0
                            and day between '\(data.first)' and '\(data.first.adding(days: 13))'
                        """
                    ).map { row in
                        "\(row[0]) \(row[1]) \(row[2]) \(row[3]) \(Double(row[4]) ?? .nan)"
                    }
                    #expect(shown.sorted() == wanted.sorted(), "\(line)")
                }
            }
        }
    }

    /// Asks the same of both.
    private static func compare(
        _ warehouse: inout Warehouse, with data: MessyData, questions: Int, seed: UInt64
    ) throws {
        let reference = Reference(dataSet: data.dataSet, settings: data.settings)
        var maker = QueryMaker(data: data, seed: seed)
        for kpi in KnownKPIs.all {
            for _ in 1...questions {
                let query = maker.query(about: kpi)
                let expected = try reference.answer(query, asOf: data.asOf)
                let answer = try warehouse.answer(query.line, asOf: formatInstant(data.asOf))
                for answer in [answer, try warehouse.exactAnswer(query.line, asOf: data.asOf)] {
                    let difference = expected.difference(
                        from: try answer.table, columns: .all, isOrdered: false)
                    #expect(
                        difference == nil,
                        "\(query.line), as of \(formatInstant(data.asOf)), from \(answer.answeredFrom)")
                }
                #expect(answer.excluded == expected.excluded, "\(query.line)")
                #expect(answer.waiting == expected.waiting, "\(query.line)")
            }
        }
    }
}

extension MessyData {
    /// One load a source, with the newest version of each row alone.
    fileprivate var newestOnly: [Load] {
        func rows<Row: ContractRow>(_ type: Row.Type) -> [any ContractRow] { dataSet.newest(type) }
        let newest = CSVText.entities.map { rows($0) }
        return Set(self.rows.map(\.source)).sorted().map { source in
            Load(
                source: source,
                files: newest.compactMap { rows in
                    let own = rows.filter { $0.source == source }
                    guard let first = own.first else { return nil }
                    return ("\(type(of: first).entity).csv", CSVText.file(own))
                })
        }
    }
}
