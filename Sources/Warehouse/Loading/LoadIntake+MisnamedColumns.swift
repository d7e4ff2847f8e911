import Intake

extension LoadIntake {
    /// Columns of canonical files that differ from one of the contract's in case and signs only (`Resolved At`), where
    /// the file lacks that one.
    var misnamedColumns: [LoadReport.MisnamedColumn] {
        fileRecords.flatMap { file -> [LoadReport.MisnamedColumn] in
            let known = Contract.entity(named: file.entity)?.columns.map(\.name) ?? []
            let absent = Set(known).subtracting(file.columns)
            return file.columns.compactMap { column in
                let meant = Self.plainName(column)
                guard absent.contains(meant) else { return nil }
                return LoadReport.MisnamedColumn(file: file.name, column: column, meant: meant)
            }
        }
    }

    /// In lower case, with `_` for whatever is neither letter nor digit.
    private static func plainName(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
    }
}
