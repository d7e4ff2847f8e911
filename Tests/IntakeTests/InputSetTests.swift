import Platform
import TestSupport
import Testing

@testable import Intake

@Suite struct InputSetTests {
    private let folder = ScratchFolder()

    private func names(_ paths: [String], _ naming: InputSet.Naming = .contract) throws(InputError)
        -> [String]
    {
        try InputSet(paths: paths.map { folder.path + $0 }, naming: naming).files.map {
            "\($0.stem) \($0.name)"
        }
    }

    private func content(_ name: String, _ naming: InputSet.Naming = .contract) throws -> String {
        let file = try #require(try InputSet(paths: [folder.path + name], naming: naming).files.first)
        let source = try file.open()
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try source.read(into: buffer)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    @Test func namesThatOnlyLookAlikeAreTwoFiles() throws {
        for name in ["tickets-1-caf\u{E9}.csv", "tickets-1-cafe\u{301}.csv"] { folder.write(name, "") }
        let files = try InputSet(paths: [folder.path]).files
        #expect(files.map { Array($0.name.utf8).count }.sorted() == [19, 20])
    }

    @Test func aPipeInAFolderIsLeftAlone() throws {
        folder.write("tickets.csv", "")
        #expect(mkfifo(folder.path + "/surveys.csv", 0o600) == 0)
        let set = try InputSet(paths: [folder.path])
        #expect(set.files.map(\.name) == ["tickets.csv"])
        #expect(set.leftAlone == ["surveys.csv"])
    }

    @Test func anExactNameIsTakenForWhatItSays() throws {
        let wanted = InputSet.Naming.names(["export-2026-11-30", "export", "log_1"])
        for name in ["export-2026-11-30.csv", "export-2026-12-01.csv", "export.csv.gz", "log_1.csv"] {
            folder.write(name, "")
        }
        #expect(
            try names([""], wanted) == [
                "export-2026-11-30 export-2026-11-30.csv", "export export-2026-12-01.csv",
                "export export.csv.gz", "log_1 log_1.csv",
            ])
    }

    @Test func aFileThatIsWrittenToWhileItIsReadFails() throws {
        for change in ["truncated", "appended", "rewritten"] {
            folder.write("tickets.csv", String(repeating: "0123456789", count: 400))
            let path = folder.path("tickets.csv")
            let file = try #require(try InputSet(paths: [path]).files.first)
            let source = try file.open()
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
            defer { buffer.deallocate() }
            _ = try source.read(into: buffer)
            switch change {
            case "truncated": truncate(path, 2_000)
            case "appended": folder.write("tickets.csv", String(repeating: "0123456789", count: 401))
            default: folder.write("tickets.csv", String(repeating: "1234567890", count: 400))
            }
            let error = #expect(throws: InputError.self, "\(change)") {
                while try source.read(into: buffer) > 0 {}
            }
            #expect(error?.description.contains("written to while it was read") == true)
        }
    }

    @Test func soDoesStandardInputThatIsAFile() throws {
        folder.write("tickets.csv", String(repeating: "0123456789", count: 400))
        let file = open(folder.path("tickets.csv"), O_RDONLY)
        defer { close(file) }
        let source = FileSource(open: file, name: "standard input")
        expectChange(in: source) {
            folder.write("tickets.csv", String(repeating: "0123456789", count: 401))
        }
    }

    @Test(arguments: [false, true])
    func soDoesAMemberOfAnArchiveThatIsWrittenToOrReplaced(isReplaced: Bool) throws {
        // Longer than what is read of the archive at once: the rest of it is read after the change.
        let text = (0..<200_000).map { "\($0 &* 2_654_435_761 % 1_000_003)\n" }.joined()
        folder.zip("export.zip", [("agents.csv", "a"), ("tickets.csv", text)])
        let files = try InputSet(paths: [folder.path("export.zip")]).files
        let tickets = try #require(files.first { $0.stem == "tickets" })
        expectChange(in: try tickets.open()) {
            folder.zip(
                isReplaced ? "new.zip" : "export.zip", [("tickets.csv", text), ("agents.csv", "a")])
            if isReplaced { rename(folder.path("new.zip"), folder.path("export.zip")) }
        }
        // What was listed is no longer what lies there.
        expectChange(in: try tickets.open()) {}
    }

    private func expectChange(in source: @autoclosure () throws -> any ByteSource, _ change: () -> Void) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
        defer { buffer.deallocate() }
        let error = #expect(throws: InputError.self) {
            let source = try source()
            _ = try source.read(into: buffer)
            change()
            while try source.read(into: buffer) > 0 {}
        }
        #expect(error?.description.contains("written to while it was read") == true)
    }

    @Test func aLinkToNothingIsCalledThat() throws {
        symlink("nowhere", folder.path("tickets.csv"))
        let error = #expect(throws: InputError.self) { try InputSet(paths: [folder.path]) }
        #expect(error?.description.contains("a link to something that is not there") == true)
    }

    @Test func zstdMayBeginWithAFrameToBeSkipped() throws {
        folder.compress("tickets.csv.zst", "ticket_id,created_at\n", filter: "zstd")
        let frame: [UInt8] = [0x5E, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        folder.write("tickets.csv.zst", frame + folder.bytes("tickets.csv.zst"))
        #expect(try content("/tickets.csv.zst") == "ticket_id,created_at\n")
    }

    @Test func takesTheFilesOfAFolderInBytewiseOrder() throws {
        for name in [
            "tickets.csv", "tickets-10.csv", "tickets-2.csv", "agents.csv", "README.md", ".tickets.csv",
            "tickets/b.csv", "tickets/a.csv", "tickets/.a.csv", "tickets/deep/a.csv", "other/tickets.csv",
            "Z.csv",
        ] {
            folder.write(name, "")
        }
        let set = try InputSet(paths: [folder.path])
        #expect(
            set.files.map(\.name) == [
                "agents.csv", "tickets-10.csv", "tickets-2.csv", "tickets.csv", "tickets/a.csv",
                "tickets/b.csv",
            ])
        #expect(set.leftAlone == ["README.md", "Z.csv", "other/", "tickets/deep/"])
    }

    @Test func aFolderNamedAfterAnEntityHoldsItsFiles() throws {
        folder.write("tickets/2026-03.csv", "")
        #expect(try names(["/tickets"]) == ["tickets 2026-03.csv"])
        #expect(try names(["/tickets/2026-03.csv"]) == ["tickets 2026-03.csv"])
    }

    @Test func takesMembersOfArchives() throws {
        folder.zip(
            "export.zip",
            [
                ("data/tickets.csv", "a"), ("agents/1.csv", "b"), ("notes.txt", "c"),
                ("__MACOSX/tickets.csv", ""),
                ("._agents.csv", ""),
            ])
        let set = try InputSet(paths: [folder.path])
        #expect(
            set.files.map { "\($0.stem) \($0.name)" } == [
                "agents export.zip/agents/1.csv", "tickets export.zip/data/tickets.csv",
            ])
        #expect(set.leftAlone == ["export.zip/notes.txt"])
        #expect(try content("/export.zip") == "b")
    }

    @Test func takesPatternsAndEachFileOnce() throws {
        for name in ["tickets-1.csv", "tickets-2.csv", "agents.csv"] { folder.write(name, "") }
        #expect(
            try names(["/tickets-?.csv", "/tickets-1.csv", "/./tickets-2.csv"]) == [
                "tickets tickets-1.csv", "tickets tickets-2.csv",
            ])
        #expect(throws: InputError.notFound(path: folder.path + "/surveys*")) { try names(["/surveys*"]) }
    }

    @Test func tellsFilesOfOneNameApart() throws {
        folder.write("x/tickets.csv", "")
        folder.write("y/tickets.csv", "")
        #expect(
            try names(["/y/tickets.csv", "/x/tickets.csv"]) == [
                "tickets \(folder.path)/x/tickets.csv", "tickets \(folder.path)/y/tickets.csv",
            ])
    }

    @Test func takesWhatAMappingNames() throws {
        for name in ["incident_log.csv", "incident_log-2.csv", "tickets.csv"] { folder.write(name, "") }
        #expect(
            try names([""], .names(["incident_log"])) == [
                "incident_log incident_log-2.csv", "incident_log incident_log.csv",
            ])
        #expect(try names(["/tickets.csv"], .all("surveys")) == ["surveys tickets.csv"])
        #expect(try InputSet(paths: ["-"], naming: .all("surveys")).files.map(\.name) == ["standard input"])
    }

    @Test func errorsNameTheFix() {
        folder.write("ticket.csv", "")
        folder.write("empty/README.md", "")
        folder.zip("export.zip", [("notes.txt", "")])
        func complaint(_ path: String) -> String {
            do throws(InputError) {
                _ = try InputSet(paths: [path])
                return ""
            } catch {
                return error.description
            }
        }
        #expect(complaint(folder.path + "/ticket.csv").contains("Did you mean tickets?"))
        #expect(complaint(folder.path + "/empty").contains("no file to load here (left alone: README.md)"))
        #expect(complaint(folder.path + "/export.zip").contains("left alone: export.zip/notes.txt"))
        #expect(complaint(folder.path + "/none.csv").contains("no such file"))
        #expect(complaint("-").contains("--entity"))
    }

    static let text = (0..<20_000).map { "line \($0 &* 7919)\n" }.joined()

    @Test(arguments: ["gzip", "zstd"]) func decompresses(_ filter: String) throws {
        folder.compress("tickets.csv", Self.text, filter: filter)
        #expect(try content("/tickets.csv") == Self.text)
        folder.write("tickets-2.csv", folder.bytes("tickets.csv") + folder.bytes("tickets.csv"))
        #expect(try content("/tickets-2.csv") == Self.text + Self.text)
        folder.compress("tickets-3.csv", "", filter: filter)
        #expect(try content("/tickets-3.csv") == "")
    }

    @Test func decompressesMembersOfArchives() throws {
        folder.zip("export.zip", [("tickets.csv", Self.text)])
        #expect(try content("/export.zip") == Self.text)
    }

    @Test(arguments: ["gzip", "zstd", "zip"], [0, 1, 4, 9, 1000, -1])
    func noticesATruncatedFile(_ filter: String, _ missing: Int) throws {
        if filter == "zip" {
            folder.zip("tickets.zip", [("tickets.csv", Self.text)])
        } else {
            folder.compress("tickets.zip", Self.text, filter: filter)
        }
        let bytes = folder.bytes("tickets.zip")
        folder.write(
            "tickets.zip", Array(bytes.prefix(missing < 0 ? bytes.count / 2 : bytes.count - missing)))
        if missing == 0 {
            #expect(try content("/tickets.zip") == Self.text)
        } else {
            let error = #expect(throws: InputError.self) { try content("/tickets.zip") }
            #expect(error?.description.contains("truncated or damaged") == true)
        }
    }

    @Test(arguments: ["gzip", "zip"]) func noticesADamagedFile(_ filter: String) throws {
        if filter == "zip" {
            folder.zip("tickets.zip", [("tickets.csv", Self.text)])
        } else {
            folder.compress("tickets.zip", Self.text, filter: filter)
        }
        let bytes = folder.bytes("tickets.zip")
        for place in [bytes.count / 4, bytes.count / 2, bytes.count * 3 / 4] {
            var damaged = bytes
            damaged[place] ^= 0x55
            folder.write("tickets.zip", damaged)
            let text = try? content("/tickets.zip")
            #expect(text == nil || text == Self.text)
        }
    }

    @Test func saysWhatToDoWithATarArchive() {
        var tar = [UInt8](repeating: 0, count: 1024)
        tar.replaceSubrange(0..<11, with: "tickets.csv".utf8)
        tar.replaceSubrange(257..<262, with: "ustar".utf8)
        for name in ["tickets.tar", "tickets-1.csv", "tickets.tar.gz"] {
            folder.write(name, tar)
            let error = #expect(throws: InputError.self) { try content("/" + name) }
            #expect(error?.description.contains("extract it (tar -xf) and load the folder") == true)
        }
    }

    @Test func namesCompressionsItDoesNotRead() {
        folder.write("tickets.csv", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00])
        let error = #expect(throws: InputError.self) { try content("/tickets.csv") }
        #expect(error?.description.contains("xz") == true)
        folder.write("agents.csv", "BZh,agent_id\n")
        #expect(throws: Never.self) { try content("/agents.csv") }
        let bzip2: [UInt8] = [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0xa6, 0x5b]
        folder.write("tickets.csv", bzip2)
        let second = #expect(throws: InputError.self) { try content("/tickets.csv") }
        #expect(second?.description.contains("bzip2") == true)
    }

    @Test func namesWhatIsCompressedTwice() throws {
        folder.compress("tickets.csv", Self.text, filter: "gzip", times: 2)
        let error = #expect(throws: InputError.self) { try content("/tickets.csv") }
        #expect(error?.description.contains("compressed twice, with gzip within gzip") == true)
    }

    @Test func errorsSayInWhichFolderAFileLies() throws {
        folder.write("export/agents.csv", "name\n1\n")
        folder.zip("export.zip", [("data/agents.csv", "name\n1\n")])
        for (path, place) in [
            ("/export", "/export/agents.csv"), ("/export.zip", "/export.zip/data/agents.csv"),
        ] {
            let file = try #require(try InputSet(paths: [folder.path + path]).files.first)
            var reader = EntityReader(entity: Contract.agents)
            let error = #expect(throws: InputError.self) { try reader.read(file, fileNumber: 1) { _ in } }
            #expect(error?.description.hasPrefix(folder.path + place + ": the header lacks") == true)
        }
    }
}
