import Platform
import Rendering
import Testing

@Suite struct OutputTests {
    @Test func leavesTheOldFileWhereAnAnswerDoesNotEnd() throws {
        try withFolder { folder in
            let path = folder + "/answer.csv"
            try writeFile("old", to: path)
            do {
                var sink = Format.csv.sink(to: try Output(replacing: path))
                try sink.begin([Column("a")], provenance: Provenance(query: ""))
                for _ in 0..<200_000 { try sink.row([.text("new")]) }
            }
            #expect(try readFile(path) == "old")
            #expect(try names(in: folder) == ["answer.csv"])
        }
    }

    @Test func takesNoPlaceThatIsNoLongerWanted() throws {
        try withFolder { folder in
            let output = try Output(replacing: folder + "/answer.csv")
            output.isUnwanted = { true }
            output.write("new")
            #expect(throws: OutputError.cancelled) { try output.commit() }
        }
        try withFolder { folder in
            do {
                let output = try Output(replacing: folder + "/answer.csv")
                output.isUnwanted = { true }
                try? output.commit()
            }
            #expect(try names(in: folder) == [])
        }
    }

    @Test func replacesAFileOnlyAtItsEnd() throws {
        try withFolder { folder in
            let path = folder + "/answer.csv"
            try writeFile("old", to: path)
            chmod(path, 0o640)
            let output = try Output(replacing: path)
            var sink = Format.csv.sink(to: output)
            try sink.begin([Column("a")], provenance: Provenance(query: "q"))
            try sink.row([.text("new")])
            try output.flush()
            #expect(try readFile(path) == "old")
            try sink.finish(Closing())
            #expect(try readFile(path) == "a\nnew\n")
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
        }
    }

    @Test func writesWhereAFormatHasNoRoomForItItsProvenanceBesideIt() throws {
        try withFolder { folder in
            let output = try Output(replacing: folder + "/answer.csv")
            try SampleAnswer.weekly.render(as: .csv, to: output)
            #expect(try names(in: folder) == ["answer.csv", "answer.csv.about.json"])
            try expectSnapshot(readFile(folder + "/answer.csv.about.json"), named: "weekly.csv.about.json")
        }
    }

    @Test(arguments: [Format.csv, .json, .ndjson, .md, .html, .table])
    func writesTheSameToAFileAsToMemory(format: Format) throws {
        try withFolder { folder in
            let answer = SampleAnswer.numbers(20_000)
            try answer.render(as: format, to: Output(replacing: folder + "/answer"))
            #expect(try readFile(folder + "/answer") == answer.rendered(as: format))
        }
    }

    @Test func keepsASymbolicLinkAndReplacesWhatItLeadsTo() throws {
        try withFolder { folder in
            try writeFile("old", to: folder + "/real.json")
            symlink("real.json", folder + "/link.json")
            try SampleAnswer.numbers(1).render(as: .json, to: Output(replacing: folder + "/link.json"))
            var status = stat()
            #expect(lstat(folder + "/link.json", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            #expect(try readFile(folder + "/real.json").hasPrefix("{\"query\""))
        }
    }

    @Test func namesAFolderThatIsNotThere() throws {
        let error = #expect(throws: OutputError.self) { try Output(replacing: "/nowhere/at/all.csv") }
        #expect(error?.description == "cannot write /nowhere/at/all.csv: No such file or directory")
    }

    @Test func refusesAFolderAsAFile() throws {
        try withFolder { folder in
            let error = #expect(throws: OutputError.self) { try Output(replacing: folder) }
            #expect(error == .system(action: "write", path: folder, code: EISDIR))
        }
    }

    @Test func writesStraightToADevice() throws {
        try SampleAnswer.numbers(3).render(as: .csv, to: Output(replacing: "/dev/null"))
        #if os(Linux)
            let error = #expect(throws: OutputError.self) {
                try SampleAnswer.numbers(3).render(as: .csv, to: Output(replacing: "/dev/full"))
            }
            #expect(error == .system(action: "write", path: "/dev/full", code: ENOSPC))
        #endif
    }

    @Test func tellsAReaderThatWentAwayFromAnError() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        let error = #expect(throws: OutputError.self) {
            try SampleAnswer.numbers(1).render(as: .csv, to: Output(descriptor: ends[1]))
        }
        #expect(error == .closedPipe)
        close(ends[1])
    }

    @Test(arguments: [
        ("a/b.csv", Format.csv), ("x.XLSX", .xlsx), ("x.jsonl", .ndjson), ("x.htm", .html), ("x.tar.md", .md),
        ("csv", nil), (".csv", nil), ("a.csv/b", nil), ("x.parquet", nil),
    ])
    func knowsAFormatByItsEnding(path: String, format: Format?) {
        #expect(Format(path: path) == format)
    }

    @Test(
        arguments: [
            (.csv, "out.xlsx", "out.xlsx holds csv, not xlsx as its name says"),
            (.xlsx, "x.csv", "x.csv holds xlsx, not csv as its name says"), (.csv, "x.csv", nil),
            (.chart, "x.txt", nil), (.csv, "x", nil), (.csv, "x.parquet", nil),
        ] as [(Format, String, String?)])
    func saysOfAFileWhoseNameMisleads(format: Format, path: String, remark: String?) {
        #expect(format.remark(onName: path) == remark)
    }

    @Test func neitherColoursNorDrawsWhereItIsNotWanted() {
        func screen(_ variables: [String: String]) -> Screen {
            Screen.detect(descriptor: -1) { variables[$0] }
        }
        #expect(screen(["LANG": "de_DE.UTF-8"]) == Screen())
        #expect(screen(["LC_ALL": "C", "LANG": "de_DE.UTF-8"]).unicode == false)
        #expect(screen([:]).unicode)
    }
}

/// Runs with a new folder that is gone afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/rendering.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(path: "/tmp", code: errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
        for name in (try? names(in: folder)) ?? [] { unlink(folder + "/" + name) }
        rmdir(folder)
    }
    try body(folder)
}

func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw SystemError(path: folder, code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
