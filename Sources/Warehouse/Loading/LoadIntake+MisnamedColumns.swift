import Basics
import Intake

extension LoadIntake {
    /// Columns of canonical files that may be meant for one of the contract's that the file lacks: but for case and signs
    /// the same (`Resolved At`), mistyped, or its beginning (`resolved`).
    var misnamedColumns: [LoadReport.MisnamedColumn] {
        fileRecords.flatMap { file -> [LoadReport.MisnamedColumn] in
            let known = Contract.entity(named: file.entity)?.columns.map(\.name) ?? []
            let absent = known.filter { !file.columns.contains($0) }
            return file.columns.compactMap { column in
                // `Team` beside `team` is neither of the others.
                let plain = Self.plainName(column)
                guard !known.contains(column), absent.contains(plain) || !known.contains(plain) else {
                    return nil
                }
                return NearestName.meant(by: plain, among: absent).map {
                    LoadReport.MisnamedColumn(file: file.name, column: column, meant: $0)
                }
            }
        }
    }

    /// In lower case, with `_` for whatever is neither letter nor digit.
    private static func plainName(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }
}
