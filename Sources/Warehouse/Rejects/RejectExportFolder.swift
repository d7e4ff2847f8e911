import Platform

/// The folder that rejects are exported to: its files are written hidden, and named when all of them are whole.
final class RejectExportFolder {
    private let path: String
    /// Whether it was not there before.
    private var isMade = false
    private var files: [RejectExportFile] = []
    /// The one that takes the records of a form; those of one record are closed at once.
    private var current: RejectExportFile?

    init(_ path: String) {
        self.path = path
    }

    /// Writes a reject; those of one form come one after another.
    func add(_ raw: [UInt8], id: Int, in form: RejectForm) throws(RejectExportError) {
        if form.isSpoilt(by: raw) {
            let file = try makeFile(of: form, from: id, isOfOneRecord: true)
            try file.add(raw, id: id)
            return try file.finish()
        }
        if current?.form !== form {
            try current?.finish()
            current = try makeFile(of: form, from: id, isOfOneRecord: false)
        }
        try current?.add(raw, id: id)
    }

    /// Gives the files their names, and returns a line each; throws where one of the names is taken.
    func place() throws(RejectExportError) -> [String] {
        try current?.finish()
        let named = named()
        for (path, _) in named where Self.isThere(path) {
            throw RejectExportError(
                description: "\(path) is there already, and is not overwritten: "
                    + "export into a new or an empty folder; nothing was written")
        }
        for (path, file) in named { try file.place(at: path) }
        if !named.isEmpty { syncFolder(path) }
        return named.map { path, file in
            "\(path): \(file.count) \(file.count == 1 ? "row" : "rows"); after the fix: "
                + file.form.command(loading: path)
        }
    }

    /// Removes all that was made.
    func discard() {
        for file in files { file.remove() }
        if isMade { rmdir(path) }
    }

    private func makeFile(
        of form: RejectForm, from id: Int, isOfOneRecord: Bool
    ) throws(RejectExportError) -> RejectExportFile {
        if files.isEmpty {
            isMade = mkdir(path, 0o777) == 0
            guard isMade || errno == EEXIST else {
                throw RejectExportError(
                    description: "cannot make \(path): \(String(cString: strerror(errno)))")
            }
        }
        let file = try RejectExportFile(of: form, from: id, isOfOneRecord: isOfOneRecord, in: path)
        files.append(file)
        return file
    }

    /// The files with their paths, in the order of their first rejects; those of one record come last.
    private func named() -> [(path: String, file: RejectExportFile)] {
        let ordered = files.sorted {
            ($0.isOfOneRecord ? 1 : 0, $0.firstID) < ($1.isOfOneRecord ? 1 : 0, $1.firstID)
        }
        var numbers: [String: Int] = [:]
        return ordered.map { file in
            let entity = file.form.entity
            let number = numbers[entity, default: 0] + 1
            numbers[entity] = number
            return ("\(path)/\(entity)\(number == 1 ? "" : "-\(number)").\(file.form.ending)", file)
        }
    }

    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
