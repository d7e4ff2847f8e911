import SQLScanning
import Testing

@Suite struct SQLScannerTests {
    private static func texts(_ sql: String) -> [String] {
        let characters = Array(sql)
        return SQLScanner.tokens(of: characters[...]).map { "\($0.kind) \(String(characters[$0.range]))" }
    }

    @Test(
        arguments: [
            ("a.b", ["word a", "sign .", "word b"]),
            ("$1::int", ["sign $", "number 1", "sign ::", "word int"]),
            ("'it''s'", ["string 'it''s'"]), ("e'\\''", ["string e'\\''"]),
            ("\"a\"\"b\"", ["quotedName \"a\"\"b\""]),
            ("1 -- '\n2", ["number 1", "comment -- '", "number 2"]),
            ("/* /* */ ' */ x", ["comment /* /* */ ' */", "word x"]),
            ("$$ ' $$ $q$ $$ $q$", ["string $$ ' $$", "string $q$ $$ $q$"]),
            (":n :'n' :\"n\"", ["variable :n", "variable :'n'", "variable :\"n\""]),
            ("\\g", ["backslash \\", "word g"]), ("", []),
        ] as [(String, [String])])
    func cutsByQuotesAndComments(sql: String, tokens: [String]) {
        #expect(Self.texts(sql) == tokens)
    }

    @Test func aPartOfATextKeepsItsPlaces() {
        let characters = Array("select 'x' from y")
        let tokens = SQLScanner.tokens(of: characters[11...])
        #expect(tokens.map(\.range) == [11..<15, 16..<17])
    }

    @Test func whatIsOpenGoesOnInTheNextText() {
        var scanner = SQLScanner()
        #expect(scanner.tokens(of: Array("select 'a")[...]).map(\.kind) == [.word, .string])
        #expect(scanner.openMark == "'")
        #expect(scanner.tokens(of: Array("b' from")[...]).map(\.kind) == [.string, .word])
        #expect(!scanner.isWithinToken)
    }
}
