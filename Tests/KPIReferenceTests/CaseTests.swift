import Foundation
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

/// The folders under `Tests/KPITests/Cases`.
enum CaseFiles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "KPITests/Cases")

    /// KPI/case, ordered.
    static let folders: [String] = {
        let kpis = names(in: root)
        return kpis.flatMap { kpi in names(in: root.appending(path: kpi)).map { "\(kpi)/\($0)" } }
    }()

    /// The files of a case by path.
    static func read(_ folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        let base = root.appending(path: folder)
        for name in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
            let file = base.appending(path: name)
            guard !file.hasDirectoryPath, let text = try? String(contentsOf: file, encoding: .utf8)
            else { continue }
            files[name] = text
        }
        return files
    }

    private static func names(in folder: URL) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasSuffix(".md") }.sorted()
    }
}
