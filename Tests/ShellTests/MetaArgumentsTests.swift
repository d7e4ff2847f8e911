import Testing

@testable import Shell

/// What follows a command, cut into words.
@Suite struct MetaArgumentsTests {
    @Test(
        "Words are those that psql makes of them",
        arguments: [
            ("a  b", ["a", "b"]), ("", []), ("'a  b' c", ["a  b", "c"]), ("'it''s'", ["it's"]), ("''", [""]),
            (#"'a\tb\n\101\x42\\\'c\q'"#, ["a\tb\nAB\\'cq"]), (#""a  'b'" c"#, [#""a  'b'""#, "c"]),
            (#"a'b c'"d e"f"#, [#"ab c"d e"f"#]), (":n :m", ["7 8", ":m"]), ("x:n:n", ["x7 87 8"]),
            ("':n' \":n\"", [":n", "\":n\""]), (":'n' :\"n\"", ["'7 8'", "\"7 8\""]),
            (":'m'", [":'m'"]), (":{?n} :{?m} :{?n", ["TRUE", "FALSE", ":{?n"]),
            (#"'\xc3\xa9 \303\251 \x'"#, ["é é x"]), ("12:30 : a::b", ["12:30", ":", "a::b"]),
            ("日本 :n!", ["日本", "7 8!"]),
        ] as [(String, [String])])
    func words(_ text: String, _ words: [String]) throws {
        #expect(try MetaArguments(text, values: ["n": "7 8"]).words == words)
    }

    @Test("A quote that is not closed is an error", arguments: ["'a", "a 'b''", "\"a", "'a\\'"])
    func open(_ text: String) {
        #expect(throws: ShellError.self) { try MetaArguments(text, values: [:]) }
    }
}
