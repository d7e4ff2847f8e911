import CLibXLSXWriter
import Platform

/// An Excel workbook being written.
///
/// libxlsxwriter wants a path, so it is written to a private folder first and copied
/// to its output when it is whole.
final class Workbook {
    /// What Excel can hold on one sheet, heading included.
    static let rowLimit = 1_048_576

    private var handle: UnsafeMutablePointer<lxw_workbook>?
    private let folder: String
    /// Rows with at least one cell, on all sheets: what a check of the file must find again.
    var rowCount = 0
    private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]

    private var path: String { folder + "/workbook.xlsx" }

    /// Starts a workbook.
    ///
    /// - Parameter isStreamed: whether rows go to disk as they are written. Memory then does not grow, but rows must
    ///   come in order and texts are not shared between cells.
    /// - Throws: `OutputError` where there is no room for temporary files.
    init(isStreamed: Bool) throws(OutputError) {
        let parent = Screen.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let made = TemporaryPaths.makeFolder(named: parent + "/deskhouse")
        folder = made.path
        guard made.code == 0 else {
            throw .system(action: "make a temporary folder in", path: parent, code: made.code)
        }
        handle = folder.withCString { temporary in
            var options = lxw_workbook_options(
                constant_memory: isStreamed ? 1 : 0, tmpdir: UnsafeMutablePointer(mutating: temporary),
                use_zip64: 0)
            return workbook_new_opt(folder + "/workbook.xlsx", &options)
        }
        guard handle != nil else { throw .workbook("out of memory") }
    }

    deinit {
        if let handle { lxw_workbook_free(handle) }
        TemporaryPaths.remove(folder)
    }

    /// Adds a sheet for cells.
    func addSheet(_ name: String) throws(OutputError) -> UnsafeMutablePointer<lxw_worksheet> {
        guard let sheet = workbook_add_worksheet(handle, name) else { throw .workbook("no sheet \(name)") }
        return sheet
    }

    /// Adds a sheet that is one chart; `fill` gives the chart its series, without which Excel refuses the file.
    func addChartSheet(
        _ name: String, type: lxw_chart_type,
        fill: (UnsafeMutablePointer<lxw_chart>) throws(OutputError) -> Void
    ) throws(OutputError) {
        guard let sheet = workbook_add_chartsheet(handle, name),
            let chart = workbook_add_chart(handle, UInt8(type.rawValue))
        else { throw .workbook("no sheet \(name)") }
        try fill(chart)
        guard chartsheet_set_chart(sheet, chart) == LXW_NO_ERROR else { throw .workbook("no chart \(name)") }
    }

    /// The cell format with this number format, made once.
    func format(number: String) -> UnsafeMutablePointer<lxw_format>? {
        if let format = formats[number] { return format }
        guard let format = workbook_add_format(handle) else { return nil }
        format_set_num_format(format, number)
        formats[number] = format
        return format
    }

    /// A new cell format.
    func makeFormat() -> UnsafeMutablePointer<lxw_format>? {
        workbook_add_format(handle)
    }

    /// Sets what the file's properties say.
    func setProperties(title: String, comment: String) {
        let title = strdup(title)
        let comment = strdup(comment)
        defer {
            free(title)
            free(comment)
        }
        var properties = lxw_doc_properties()
        properties.title = title
        properties.comments = comment
        workbook_set_properties(handle, &properties)
    }

    /// Finishes the workbook and copies its bytes.
    func close(to output: Output) throws(OutputError) {
        let code = workbook_close(handle)
        handle = nil
        guard code == LXW_NO_ERROR else {
            throw .workbook(lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
        }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system(action: "open", path: path, code: errno) }
        defer { _ = Self.closeDescriptor(file) }
        try WorkbookCheck.check(file, rowCount: rowCount)
        lseek(file, 0, SEEK_SET)
        let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
        defer { chunk.deallocate() }
        while true {
            let count = read(file, chunk.baseAddress, chunk.count)
            guard count >= 0 else { throw .system(action: "read", path: path, code: errno) }
            guard count > 0 else { return }
            output.write(UnsafeBufferPointer(rebasing: chunk[..<count]))
            try output.drain()
        }
    }

    private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
        Platform.close(descriptor)
    }
}
