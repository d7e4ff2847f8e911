import Rendering
package import Warehouse

/// Loads what lies in an inbox: each file once, one after the other, in bytewise order of their names.
package struct InboxRun {
    private let path: String
    private let request: LoadRequest
    private let log: any LoadLog
    private let tally: InboxTally

    /// - Parameters:
    ///   - path: The folder.
    ///   - request: How each file is loaded; its paths are not looked at.
    ///   - log: Is told what goes on.
    ///   - tally: Counts the files that are loaded.
    package init(path: String, request: LoadRequest, log: any LoadLog, tally: InboxTally = InboxTally()) {
        self.path = path
        self.request = request
        self.log = log
        self.tally = tally
    }

    /// Returns the exit code: 1 if a file failed, else 2 if rows were rejected, else 0.
    ///
    /// Where another run is at work, or nothing is there, it does nothing and does not even connect. Throws what is no
    /// fault of a file; that one and those after it stay in the inbox. A file that is loaded and cannot be moved counts
    /// as failed, and does not hold up the others.
    package func run(opening open: () throws -> Warehouse) throws -> Int32 {
        guard let inbox = try Inbox(holding: path) else {
            log.remark("another run is loading from \(path); nothing to do")
            return 0
        }
        let listing = try inbox.files()
        for name in listing.growing { log.remark("\(name) is still being written; left for the next run") }
        var codes: Set<Int32> = [0]
        for name in listing.misnamed {
            log.fail("\(name): its name is not UTF-8; rename it: it stays until then", exitCode: 1)
            codes.insert(1)
        }
        guard !listing.complete.isEmpty else { return codes.max() ?? 0 }
        try inbox.prepareDestinations()
        var warehouse = try open()
        for file in listing.complete { codes.insert(try load(file, of: inbox, into: &warehouse)) }
        return codes.contains(1) ? 1 : codes.max() ?? 0
    }

    private func load(_ file: InboxFile, of inbox: borrowing Inbox, into warehouse: inout Warehouse) throws
        -> Int32
    {
        log.begin(file: file.name)
        let digest = Result { () throws(InboxError) in try file.sha256() }
        let outcome = try warehouse.load(file, sha256: digest, as: request) { log.note($0) }
        let code: Int32
        switch outcome {
        case .leftAlone:
            log.remark("\(file.name): its name says nothing about what it holds; left alone")
            return 0
        case .gone:
            log.remark("\(file.name) is gone: somebody removed it before it was read")
            return 0
        case .loaded(let report):
            tally.count()
            code = report.rejected > 0 ? 2 : 0
            log.finish(report, exitCode: code)
        case .loadedBefore(let loadID):
            code = 0
            log.remark("\(file.name): load \(loadID) has committed just this content; not loaded again")
        case .failed(let error):
            code = 1
            log.fail("\(error)", exitCode: code)
        }
        guard file.isUnchanged else {
            log.remark("\(file.name) \(Self.remark(onChanged: file))")
            return code
        }
        return move(file, of: inbox, outcome, report(on: file, try? digest.get(), outcome, code)) ? code : 1
    }

    private static func remark(onChanged file: InboxFile) -> String {
        file.isGone
            ? "is gone: somebody removed it while it was loaded"
            : "was written to while it was read; it stays, and is loaded again by the next run"
    }

    /// Puts a file where it belongs, and returns whether it is out of the way.
    private func move(
        _ file: InboxFile, of inbox: borrowing Inbox, _ outcome: InboxOutcome, _ report: String
    ) -> Bool {
        let isFailure = if case .failed = outcome { true } else { false }
        do {
            let place = try inbox.move(file, to: isFailure ? .failed : .done, report: report)
            log.remark("\(file.name) is in \(place) now")
            return true
        } catch {
            guard !file.isGone else {
                log.remark("\(file.name) \(Self.remark(onChanged: file))")
                return true
            }
            log.fail("\(error)", exitCode: 1)
            return false
        }
    }

    /// The text of the file that is put beside.
    private func report(on file: InboxFile, _ sha256: String?, _ outcome: InboxOutcome, _ code: Int32)
        -> String
    {
        var members: [JSONValue.Member] = [
            ("file", .text(file.name)), ("sha256", .text(sha256)), ("at", .text(UTCTime.now)),
            ("exit_code", .integer(code)),
        ]
        switch outcome {
        case .loaded(let report):
            members.append(("outcome", .text("loaded")))
            members += LoadReportJSON(report: report).allMembers
        case .loadedBefore(let loadID):
            members += [("outcome", .text("loaded before")), ("load", .integer(loadID))]
        case .failed(let error):
            members += [("outcome", .text("failed")), ("error", .text("\(error)"))]
        case .leftAlone, .gone:
            // They stay where they are, or are nowhere: nobody reads this.
            members.append(("outcome", .text("left alone")))
        }
        return JSONValue.object(members).line + "\n"
    }
}
