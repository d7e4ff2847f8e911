import Platform

/// A file of exported rejects: hidden in its folder until it is whole and gets its name.
final class RejectExportFile {
    let form: RejectForm
    /// The number of the first of its rejects.
    let firstID: Int
    /// Whether its record would spoil others.
    let isOfOneRecord: Bool
    private(set) var count = 0

    private let folder: String
    /// Where it lies now; nil where it is no more.
    private var path: String?
    /// Nil once all is written.
    private var descriptor: Int32?
    private var buffer: [UInt8]

    /// Bytes that are written at once.
    private static let bufferSize = 64 << 10

    init(
        of form: RejectForm, from firstID: Int, isOfOneRecord: Bool, in folder: String
    ) throws(RejectExportError) {
        self.form = form
        self.firstID = firstID
        self.isOfOneRecord = isOfOneRecord
        self.folder = folder
        buffer = form.firstLine
        let made = TemporaryPaths.makeFile(named: "\(folder)/.\(form.entity)")
        guard made.descriptor >= 0 else { throw Self.failure(folder, code: made.code) }
        path = made.path
        descriptor = made.descriptor
        // It is made for the owner only.
        _ = fchmod(made.descriptor, permissionsOfNewFile())
    }

    func add(_ raw: [UInt8], id: Int) throws(RejectExportError) {
        count += 1
        buffer += form.line(raw, id: id)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Ends the writing, and waits until all of it is on disk.
    func finish() throws(RejectExportError) {
        guard let descriptor else { return }
        try flush()
        guard fsync(descriptor) == 0 else { throw Self.failure(folder, code: errno) }
        close(descriptor)
        self.descriptor = nil
        buffer = []
    }

    /// Gives it its name.
    func place(at place: String) throws(RejectExportError) {
        guard let path else { return }
        let code = TemporaryPaths.rename(path, to: place)
        guard code == 0 else { throw Self.failure(place, code: code) }
        self.path = place
    }

    /// Removes it, also from its place.
    func remove() {
        if let descriptor { close(descriptor) }
        descriptor = nil
        if let path { TemporaryPaths.remove(path) }
        path = nil
    }

    private func flush() throws(RejectExportError) {
        guard let descriptor else { return }
        let code = buffer.withUnsafeBytes { writeAll($0, to: descriptor) }
        guard code == 0 else { throw Self.failure(folder, code: code) }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String, code: Int32) -> RejectExportError {
        RejectExportError(description: "cannot write \(path): \(String(cString: strerror(code)))")
    }
}
