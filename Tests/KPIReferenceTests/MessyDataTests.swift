import KPIReference
import Testing

/// What must hold on any data, whatever the mess.
@Suite struct MessyDataTests {
    static let seeds: [UInt64] = Array(1...12)

    @Test func sameSeedGivesTheSameBytes() {
        let first = MessyData(seed: 7).loads(rounds: 3, seed: 1)
        let second = MessyData(seed: 7).loads(rounds: 3, seed: 1)
        #expect(first.map(\.source) == second.map(\.source))
        #expect(first.flatMap { $0.files.map(\.text) } == second.flatMap { $0.files.map(\.text) })
        #expect(!first.isEmpty)
    }

    @Test(arguments: seeds)
    func anySplitReadsBackToTheSameRows(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        for rounds in [1, 4] {
            var read: [any ContractRow] = []
            for load in data.loads(rounds: rounds, seed: seed + 100) {
                for file in load.files {
                    let entity = String(file.name.prefix { $0 != "-" && $0 != "." })
                    read += try CSVText.rows(of: entity, source: load.source, text: file.text)
                }
            }
            #expect(lines(DataSet(rows: read)) == lines(data.dataSet))
        }
    }

    @Test(arguments: seeds)
    func backlogIsWhatCameAndWent(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        let answers = try ["backlog", "volume", "reopens", "resolutions"].map { kpi in
            try values("\(kpi) daily from \(data.first) to \(data.last)", data, asOf: data.asOf + 90 * .day)
        }
        #expect(answers[1].reduce(0, +) > 0)
        for day in answers[0].indices.dropFirst() {
            let flow = answers[1][day] + answers[2][day] - answers[3][day]
            #expect(answers[0][day] == answers[0][day - 1] + flow)
        }
    }

    @Test(arguments: seeds, ["volume", "tickets_resolved", "backlog", "interaction_time sum", "cost", "nps"])
    func segmentsMakeUpTheTotal(seed: UInt64, kpi: String) throws {
        let data = MessyData(seed: seed)
        let range = "from \(data.first) to \(data.last)"
        let total = try values("\(kpi) \(range)", data)
        for dimension in ["channel", "team", "agent", "priority, source", "brand", "country"] {
            let parts = try rows("\(kpi) by \(dimension) \(range)", data)
            let counts = parts.reduce(0) { $0 + $1.cells[0].count }
            let isAdditive = kpi != "nps"
            if isAdditive {
                let sum = parts.reduce(0) { $0 + ($1.cells[0].value ?? 0) }
                #expect(abs(sum - (total.first ?? 0)) < 1e-6, "\(kpi) by \(dimension)")
            } else {
                #expect(counts == (try rows("\(kpi) \(range)", data))[0].cells[0].count)
            }
        }
    }

    @Test(arguments: seeds)
    func aConditionAndItsNegationMakeUpTheWhole(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        let range = "from \(data.first) to \(data.last)"
        let total = try values("volume \(range)", data)
        let parts = try ["channel = 'chat'", "not channel = 'chat'"].map {
            try values("volume \(range) where \($0)", data)
        }
        #expect(total == [parts.joined().reduce(0, +)])
    }

    @Test(arguments: seeds)
    func businessTimeIsNeverMoreThanTime(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        for kpi in ["frt", "reply_time", "art", "art_response", "backlog_age"] {
            let range = "from \(data.first) to \(data.last)"
            let row = try #require(try rows("\(kpi) business sum, \(kpi) sum \(range)", data).first)
            let (business, wall) = (row.cells[0], row.cells[1])
            #expect(business.count <= wall.count)
            #expect(business.value ?? 0 <= wall.value ?? 0)
        }
    }

    @Test(arguments: seeds)
    func everyQuestionIsAnsweredAndReadsBackFromItsLine(seed: UInt64) throws {
        let data = MessyData(seed: seed)
        let reference = Reference(dataSet: data.dataSet, settings: data.settings)
        var maker = QueryMaker(data: data, seed: seed)
        for kpi in KPI.allCases {
            let query = maker.query(about: kpi)
            let answer = try reference.answer(query, asOf: data.asOf)
            let again = try reference.answer(try QueryParser.query(query.line), asOf: data.asOf)
            #expect(answer.fields.map { $0.map(\.field) } == again.fields.map { $0.map(\.field) })
            #expect(answer.fields.map { $0.map(\.name) } == again.fields.map { $0.map(\.name) })
        }
    }

    private func rows(_ line: String, _ data: MessyData, asOf: Instant? = nil) throws -> [AnswerRow] {
        try Reference(dataSet: data.dataSet, settings: data.settings)
            .answer(try QueryParser.query(line), asOf: asOf ?? data.asOf).rows
    }

    private func values(_ line: String, _ data: MessyData, asOf: Instant? = nil) throws -> [Double] {
        try rows(line, data, asOf: asOf).map { $0.cells[0].value ?? 0 }
    }

    /// The rows that count, as text.
    private func lines(_ dataSet: DataSet) -> [String] {
        func lines<Row: ContractRow>(_ type: Row.Type) -> [String] {
            dataSet.newest(type).map { row in
                "\(Row.entity) \(row.source) "
                    + row.columns.map { "\($0.name)=\($0.text ?? "")" }.joined(separator: " ")
            }
        }
        return CSVText.entities.flatMap { lines($0) }
    }
}
