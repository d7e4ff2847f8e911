import EmbeddedSQL
import Foundation
import Testing

@Suite
struct SQLFolderTests {
    @Test
    func findsFilesAtAnyDepthInBytewiseOrder() throws {
        let folder = try ScratchFolder()
        try folder.write("b", to: "kpi/b.sql")
        try folder.write("deep", to: "sources/zendesk/tickets.sql")
        try folder.write("upper", to: "kpi/Z.sql")
        try folder.write("root", to: "roles.sql")
        try folder.write("dash", to: "kpi-more/a.sql")
        #expect(
            try SQLFolder(folder.path).files() == [
                SQLFile(path: "kpi-more/a.sql", text: "dash"),
                SQLFile(path: "kpi/Z.sql", text: "upper"),
                SQLFile(path: "kpi/b.sql", text: "b"),
                SQLFile(path: "roles.sql", text: "root"),
                SQLFile(path: "sources/zendesk/tickets.sql", text: "deep"),
            ])
    }

    @Test(arguments: [
        "README.md", "kpi/notes.txt", "SQLText.swift", ".hidden.sql", ".git/a.sql", "kpi/.a.sql.swp",
    ])
    func leavesOtherFilesAlone(path: String) throws {
        let folder = try ScratchFolder()
        try folder.write("select 1", to: "kpi/a.sql")
        try folder.write("other", to: path)
        #expect(try SQLFolder(folder.path).files() == [SQLFile(path: "kpi/a.sql", text: "select 1")])
    }

    @Test(arguments: ["", "ü 🙂 'quoted' \"twice\" \\ \\(x)", "one\r\ntwo\n\n"])
    func keepsTextAsItIs(text: String) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: "a.sql")
        #expect(try SQLFolder(folder.path).files() == [SQLFile(path: "a.sql", text: text)])
    }

    @Test
    func readsALargeFileWhole() throws {
        let text = String(repeating: "select 1;\n", count: 100_000)
        let folder = try ScratchFolder()
        try folder.write(text, to: "a.sql")
        let files = try SQLFolder(folder.path).files()
        #expect(files.map(\.text.utf8.count) == [1_000_000])
    }

    @Test
    func takesThePlaceOfTheEmbeddedFilesWhenNamed() throws {
        let folder = try ScratchFolder()
        try folder.write("select 1", to: "kpi/a.sql")
        #expect(
            try EmbeddedSQL.files(of: SQLOrigin(folder.path)) == [
                SQLFile(path: "kpi/a.sql", text: "select 1")
            ])
        #expect(try EmbeddedSQL.files(of: SQLOrigin(nil)) == EmbeddedSQL.files)
        #expect(try EmbeddedSQL.files(of: SQLOrigin("built-in")) == EmbeddedSQL.files)
    }

    @Test
    func namesTheFolderThatIsNotThere() throws {
        let path = try ScratchFolder().path + "/missing"
        #expect(throws: SQLFolderError.unreadable(path: path + "/", reason: "No such file or directory")) {
            try SQLFolder(path).files()
        }
    }

    @Test
    func namesTheFileThatIsNotUTF8() throws {
        let folder = try ScratchFolder()
        try folder.write(Data([0x73, 0xE9, 0x6C]), to: "kpi/latin.sql")
        #expect(throws: SQLFolderError.notUTF8(path: folder.path + "/kpi/latin.sql")) {
            try SQLFolder(folder.path).files()
        }
    }

    @Test
    func refusesAFolderWithoutSQL() throws {
        let folder = try ScratchFolder()
        try folder.write("text", to: "README.md")
        #expect(throws: SQLFolderError.empty(path: folder.path)) { try SQLFolder(folder.path).files() }
    }
}

/// A folder of its own below the system's temporary one; removed with the last reference to it.
private final class ScratchFolder {
    let url: URL
    var path: String { url.path(percentEncoded: false) }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "deskhouse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to path: String) throws {
        try write(Data(text.utf8), to: path)
    }

    func write(_ data: Data, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }
}
