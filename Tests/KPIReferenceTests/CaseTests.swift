import KPIReference
import Testing

/// The reference against what was worked out by hand.
@Suite struct CaseTests {
    @Test(arguments: CaseFiles.folders)
    func answersTheCaseAsWorkedOutByHand(folder: String) throws {
        let given = try CaseFolder(files: CaseFiles.read(folder))
        let reference = Reference(dataSet: given.dataSet, settings: given.settings)
        try #require(!given.queries.isEmpty)
        try #require(given.queries.count == given.expected.count)
        for (query, block) in zip(given.queries, given.expected) {
            let answer = try reference.answer(query, asOf: given.asOf)
            let difference = answer.difference(from: block, columns: .named, isOrdered: true)
            #expect(difference == nil, "\(query.line)")
        }
    }

    @Test(arguments: KPI.allCases)
    func everyKPIHasEveryKindOfCase(kpi: KPI) {
        let names = CaseFiles.folders.filter { $0.hasPrefix(kpi.rawValue + "/") }
            .map { String($0.dropFirst(kpi.rawValue.count + 1)) }
        let kinds = ["plain", "empty", "boundary", "clock_change", "excluded_ticket"]
        #expect(kinds.allSatisfy(names.contains))
        #expect(names.contains("waiting_interaction") || names.contains("waiting_survey"))
    }
}
