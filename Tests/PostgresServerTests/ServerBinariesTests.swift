import PostgresServer
import TestSupport
import Testing

@Suite struct ServerBinariesTests {
    /// A folder with programs that only tell a version.
    private static func makePrograms(_ name: String, version: String) throws -> String {
        let folder = try TestRun.path(name)
        let script = """
            mkdir -p "$1" && for program in initdb postgres; do
                printf '#!/bin/sh\\necho "%s (PostgreSQL) %s"\\n' "$program" "$2" >"$1/$program"
                chmod +x "$1/$program"
            done
            """
        _ = try Program("/bin/sh", ["-c", script, "sh", folder, version]).run()
        return folder
    }

    private static func locate(
        _ variables: [String: String], dataVersion: Int? = nil, root: String = "/nowhere"
    ) throws(ServerError) -> ServerBinaries {
        try ServerBinaries.locate(
            dataVersion: dataVersion, home: "/data", environment: ServerEnvironment(variables), root: root)
    }

    @Test func nothingInstalledSaysWhatToInstall() {
        let error = #expect(throws: ServerError.binariesNotFound) {
            try Self.locate(["PATH": "/nowhere:relative:"])
        }
        #expect(error?.description.contains("apt install postgresql") == true)
        #expect(error?.description.contains("brew install postgresql@17") == true)
    }

    @Test func givenFolderIsTheOnlyOne() throws {
        let given = try Self.makePrograms("given/bin", version: "16.4")
        let onPath = try Self.makePrograms("path/bin", version: "17.1")
        #expect(try Self.locate(["DESKHOUSE_PG_BIN": given, "PATH": onPath]).folder == given)
        #expect(throws: ServerError.binariesMissing(folder: "/nowhere")) {
            try Self.locate(["DESKHOUSE_PG_BIN": "/nowhere", "PATH": onPath])
        }
    }

    @Test func pathComesBeforeStandardFoldersAndTheseByNumber() throws {
        let root = try TestRun.path("root")
        let onPath = try Self.makePrograms("onpath/bin", version: "15.2")
        _ = try Self.makePrograms("root/usr/lib/postgresql/9/bin", version: "9.6.1")
        let fifteen = try Self.makePrograms("root/usr/lib/postgresql/15/bin", version: "15.1")
        let sixteen = try Self.makePrograms("root/usr/lib/postgresql/16/bin", version: "16.1")
        let brewed = try Self.makePrograms("root/opt/homebrew/opt/postgresql@17/bin", version: "17.1")
        #expect(try Self.locate(["PATH": onPath], root: root).folder == onPath)
        #expect(try Self.locate([:], root: root).folder == sixteen)
        #expect(try Self.locate([:], dataVersion: 15, root: root).folder == fifteen)
        #expect(try Self.locate(["PATH": onPath], dataVersion: 17, root: root).folder == brewed)
    }

    @Test func oldServerIsRefused() throws {
        let old = try Self.makePrograms("old/bin", version: "14.9")
        let error = #expect(
            throws: ServerError.tooOld(found: ServerVersion(major: 14, minor: 9), folder: old)
        ) {
            try Self.locate(["PATH": old])
        }
        #expect(error?.description.contains("version 15 or later is needed") == true)
        // Also where the data are its own.
        #expect(throws: ServerError.self) { try Self.locate(["PATH": old], dataVersion: 14) }
    }

    @Test func dataOfAnotherMajorVersionAreRefused() throws {
        let sixteen = try Self.makePrograms("sixteen/bin", version: "16.4")
        let found = [ServerVersion(major: 16, minor: 4)]
        let error = #expect(throws: ServerError.otherMajorVersion(data: 15, found: found, home: "/data")) {
            try Self.locate(["PATH": sixteen], dataVersion: 15)
        }
        #expect(error?.description.contains("postgresql-15") == true)
    }

    @Test func folderNamedByPgConfigIsFound() throws {
        let hidden = try Self.makePrograms("hidden/bin", version: "16.4")
        let tools = try TestRun.path("tools")
        let script =
            "mkdir -p \"$1\" && printf '#!/bin/sh\\necho %s\\n' \"$2\" >\"$1/pg_config\" && chmod +x \"$1/pg_config\""
        _ = try Program("/bin/sh", ["-c", script, "sh", tools, hidden]).run()
        #expect(try Self.locate(["PATH": tools]).folder == hidden)
    }
}
