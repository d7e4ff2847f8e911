import Foundation

/// The folders under `Tests/KPITests/Cases`.
package enum CaseFiles {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "KPITests/Cases")

    /// KPI/case, ordered.
    package static let folders: [String] = {
        let kpis = names(in: root)
        return kpis.flatMap { kpi in names(in: root.appending(path: kpi)).map { "\(kpi)/\($0)" } }
    }()

    /// Where a case lies on disk.
    package static func path(_ folder: String) -> String { root.appending(path: folder).path }

    /// The files of a case by path.
    package static func read(_ folder: String) throws -> [String: String] {
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
