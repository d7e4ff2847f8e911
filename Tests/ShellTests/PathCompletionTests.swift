import LineEditor
import TestSupport
import Testing

@testable import Shell

/// Paths that the arguments of commands go on with: what Tab puts in is read back as it was.
@Suite struct PathCompletionTests {
    private static func texts(_ begun: String, among names: [String]) throws -> [String] {
        let folder = ScratchFolder()
        for name in names { folder.write(name, "") }
        let word = begun.replacing("FOLDER", with: folder.path(""))
        let found = PathCompletion.candidates(forArgument: word, endingAt: word.count)
        let kept = word.prefix(found?.range.lowerBound ?? 0)
        return try (found?.list ?? []).map { candidate in
            // A quote stays open behind a folder.
            let text = kept + candidate.text
            let isOpen = text.hasPrefix("'") && candidate.kind == "folder"
            let words = try MetaArguments(text + (isOpen ? "'" : ""), values: ["x": "value"]).words
            #expect(words.count == 1)
            return words.joined().replacing(folder.path(""), with: "") + candidate.suffix
        }
    }

    @Test(
        arguments: [
            ("FOLDERa", ["ab.sql", "ac.sql"], ["ab.sql", "ac.sql"]), ("FOLDERit", ["it's.sql"], ["it's.sql"]),
            ("FOLDERtwo", ["two  blanks.sql", "two.sql"], ["two  blanks.sql", "two.sql"]),
            ("'FOLDERtwo  b", ["two  blanks.sql"], ["two  blanks.sql"]), ("'FOLDERit''", ["it's"], ["it's"]),
            ("FOLDERb", [#"b\c"#, "b:x"], ["b:x", #"b\c"#]), ("FOLDERmy", ["my folder/x"], ["my folder/"]),
            ("FOLDERz", ["a"], []),
        ] as [(String, [String], [String])])
    func completes(_ begun: String, names: [String], found: [String]) throws {
        #expect(try Self.texts(begun, among: names) == found)
    }
}
