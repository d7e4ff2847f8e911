import Testing

@testable import LineEditor

@Suite struct KeyDecoderTests {
    /// What terminals send, and what it means.
    static let spellings: [(String, [Key])] = [
        ("a", [.text("a")]),
        ("ü日🙂", [.text("ü"), .text("日"), .text("🙂")]),
        ("\r", [.special(.enter)]), ("\n", [.special(.enter)]), ("\t", [.special(.tab)]),
        ("\u{7F}", [.special(.backspace)]), ("\u{08}", [.special(.backspace)]),
        ("\u{01}", [.control("a")]), ("\u{1A}", [.control("z")]), ("\u{1F}", [.control("_")]),
        ("\u{00}", [.control(" ")]),
        ("\u{1B}[A", [.special(.up)]), ("\u{1B}OA", [.special(.up)]),
        ("\u{1B}[H", [.special(.home)]), ("\u{1B}[1~", [.special(.home)]), ("\u{1B}[7~", [.special(.home)]),
        ("\u{1B}OH", [.special(.home)]),
        ("\u{1B}[F", [.special(.end)]), ("\u{1B}[4~", [.special(.end)]), ("\u{1B}[8~", [.special(.end)]),
        ("\u{1B}OF", [.special(.end)]),
        ("\u{1B}[3~", [.special(.delete)]), ("\u{1B}[5~", [.special(.pageUp)]),
        ("\u{1B}[Z", [.special(.tab, .shift)]),
        ("\u{1B}[1;5C", [.special(.right, .control)]), ("\u{1B}Oc", [.special(.right, .control)]),
        ("\u{1B}[1;3D", [.special(.left, .alt)]), ("\u{1B}\u{1B}[D", [.special(.left, .alt)]),
        ("\u{1B}[1;2A", [.special(.up, .shift)]), ("\u{1B}[3^", [.special(.delete, .control)]),
        ("\u{1B}f", [.alt("f")]), ("\u{1B}\u{7F}", [.special(.backspace, .alt)]), ("\u{1B}ü", [.alt("ü")]),
        ("\u{1B}\r", [.special(.enter, .alt)]), ("\u{1B}OM", [.special(.enter)]),
        // Keys by code point: xterm's and kitty's spelling.
        ("\u{1B}[99;5u", [.control("c")]), ("\u{1B}[27;5;99~", [.control("c")]),
        ("\u{1B}[13;2u", [.special(.enter, .shift)]),
    ]

    @Test("Each spelling of a key is understood", arguments: spellings)
    func spelling(bytes: String, keys: [Key]) {
        #expect(decode(bytes) == keys)
    }

    @Test(
        "What means nothing here leaves no trace in the text",
        arguments: [
            // F1 to F5 in three spellings, F12 with Ctrl.
            "\u{1B}OP", "\u{1B}[11~", "\u{1B}[[A", "\u{1B}[24;5~",
            // Focus, mouse, reports of terminals, a title.
            "\u{1B}[I", "\u{1B}[M !!", "\u{1B}[<0;10;10M", "\u{1B}[?62;22c", "\u{1B}[24;80R",
            "\u{1B}]0;title\u{07}", "\u{1B}]0;title\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
            // Cut short by the next.
            "\u{1B}[12\u{1B}[15~", "\u{1B}[57358u",
        ])
    func ignored(bytes: String) {
        #expect(decode(bytes + "x") == [.text("x")])
    }

    @Test(
        "Pasted text is one key: newlines made alike, control characters left out",
        arguments: [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("tab\there", "tab\there"),
            ("\u{03}x\u{1B}[31my\u{9B}z", "x[31myz"),
            ("日本", "日本"), ("", ""),
        ])
    func paste(pasted: String, text: String) {
        #expect(decode("\u{1B}[200~" + pasted + "\u{1B}[201~x") == [.paste(text), .text("x")])
    }

    @Test(
        "Bytes that are no UTF-8 show as broken and swallow nothing",
        arguments: [
            ([0xC3, 0x78], [.text("\u{FFFD}"), .text("x")]),
            ([0xFF, 0x78], [.text("\u{FFFD}"), .text("x")]),
            ([0xE6, 0x97, 0x0D], [.text("\u{FFFD}"), .special(.enter)]),
        ] as [([UInt8], [Key])])
    func broken(bytes: [UInt8], keys: [Key]) {
        #expect(decode(bytes) == keys)
    }

    @Test(
        "When time runs out, what was begun is a key of its own",
        arguments: [
            ("\u{1B}", [.special(.escape)]), ("\u{1B}\u{1B}", [.special(.escape), .special(.escape)]),
            ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}[12", []),
        ] as [(String, [Key])])
    func expiry(bytes: String, keys: [Key]) {
        var decoder = KeyDecoder()
        var decoded: [Key] = []
        for byte in bytes.utf8 { decoder.feed(byte, into: &decoded) }
        #expect(decoded.isEmpty)
        #expect(decoder.patience != nil)
        decoder.expire(into: &decoded)
        #expect(decoded == keys)
        #expect(decoder.patience == nil)
    }

    @Test(
        "A paste that stalls, wherever it does, is handed on in pieces, and its line ends stay text",
        arguments: [
            ("select 1;\rsélect 日;\r", "select 1;\nsélect 日;\n"), ("a\r\n\r\nb\r\n", "a\n\nb\n"),
            ("x\u{1B}", "x"), ("x\u{1B}y", "xy"), ("\u{1B}[20\u{1B}\u{1B}[", "[20["),
        ])
    func stalledPaste(sent: String, text: String) {
        let bytes = Array("\(sent)\u{1B}[201~\r".utf8)
        for cut in 0..<bytes.count - 1 {
            var decoder = KeyDecoder()
            var keys: [Key] = []
            decoder.feed(Array("\u{1B}[200~".utf8), into: &keys)
            decoder.feed(Array(bytes[..<cut]), into: &keys)
            #expect(decoder.patience != nil)
            decoder.expire(into: &keys)
            #expect(decoder.patience == nil)
            decoder.feed(Array(bytes[cut...]), into: &keys)
            #expect(keys.last == .special(.enter))
            let pasted = keys.dropLast().map { if case .paste(let text) = $0 { text } else { "no paste" } }
            #expect(pasted.joined() == text)
        }
    }

    @Test("Ctrl-C leads out of a paste whose end got lost, and out of no other")
    func lostPasteEnd() {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        decoder.feed(Array("\u{1B}[200~lost end".utf8), into: &keys)
        decoder.feed([0x03], into: &keys)
        #expect(keys.isEmpty)
        decoder.expire(into: &keys)
        #expect(keys == [.paste("lost end")])
        decoder.feed([0x03, 0x0D], into: &keys)
        #expect(keys.count == 1)
        decoder.feed([0x03], into: &keys)
        #expect(keys.dropFirst() == [.control("c")])
    }

    @Test("No bytes, however they come, bring it to a halt")
    func noise() {
        var random = SplitMix(seed: 7)
        var decoder = KeyDecoder()
        for _ in 0..<2_000 {
            var keys: [Key] = []
            // Escape and brackets often: most of what can go wrong begins so.
            for _ in 0..<16 {
                let byte = [0x1B, 0x5B, 0x4F, UInt8.random(in: 0...255, using: &random)]
                decoder.feed(byte.randomElement(using: &random) ?? 0, into: &keys)
            }
            decoder.expire(into: &keys)
            decoder.feed(UInt8(ascii: "x"), into: &keys)
            #expect(keys.last == .text("x"))
        }
    }

    private func decode(_ text: String) -> [Key] { decode(Array(text.utf8)) }

    private func decode(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in bytes { decoder.feed(byte, into: &keys) }
        #expect(decoder.patience == nil)
        return keys
    }
}
