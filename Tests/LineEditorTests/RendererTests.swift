import TerminalSupport
import Testing

@testable import LineEditor

@Suite struct RendererTests {
    @Test("Whatever was shown before, the screen is brought to the next frame", arguments: 1...40)
    func anyToAny(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let width = Int.random(in: 8...20, using: &random)
        var renderer = Renderer(hasColour: true, width: width)
        var screen = TerminalScreen(width: width, height: 8)
        // Above the prompt there is other output, and not all of the screen is left.
        screen.write("before\r\n")
        for _ in 0..<60 {
            let frame = randomFrame(width: width, height: 8, using: &random)
            screen.write(renderer.update(to: frame))
            #expect(Array(screen.rows.suffix(frame.rows.count)) == frame.rows.map(text))
            #expect(screen.cursorRow == screen.rows.count - frame.rows.count + frame.cursorRow)
            #expect(screen.cursorColumn == frame.cursorColumn)
            #expect(screen.unknown.isEmpty)
        }
    }

    @Test("A frame that is shown already costs nothing")
    func noChange() {
        var renderer = Renderer(hasColour: true, width: 20)
        let frame = frame("abc", width: 20)
        #expect(!renderer.update(to: frame).isEmpty)
        #expect(renderer.update(to: frame).isEmpty)
    }

    @Test("A letter typed at the end is all that is sent")
    func oneLetter() {
        var renderer = Renderer(hasColour: true, width: 20)
        _ = renderer.update(to: frame("select 1", width: 20))
        #expect(renderer.update(to: frame("select 12", width: 20)) == "2")
    }

    @Test("Without colour the other attributes stay")
    func noColour() {
        var renderer = Renderer(hasColour: false, width: 20)
        var frame = frame("ab", width: 20)
        frame.rows[0][0].style = TextStyle(.red)
        frame.rows[0][1].style = TextStyle(.red, isBold: true)
        #expect(renderer.update(to: frame) == "a\u{1B}[0;1mb\u{1B}[0m")
    }

    private func frame(_ text: String, width: Int) -> Frame {
        var builder = FrameBuilder(width: width)
        builder.append(text, .plain)
        builder.markCursor()
        builder.finish()
        return Frame(
            rows: builder.rows, cursorRow: builder.cursor?.row ?? 0, cursorColumn: builder.cursor?.column ?? 0
        )
    }

    private func randomFrame(width: Int, height: Int, using random: inout SplitMix) -> Frame {
        var rows: [Frame.Row] = []
        let words: [Character] = ["a", "b", "日", "👩‍💻", "é", "-"]
        let styles = [TextStyle.plain, TextStyle(.red), TextStyle(isBold: true)]
        for _ in 0..<Int.random(in: 1...height, using: &random) {
            var builder = FrameBuilder(width: width)
            for _ in 0..<Int.random(in: 1...width, using: &random) {
                let style = styles.randomElement(using: &random) ?? .plain
                builder.append(words.randomElement(using: &random) ?? "a", style)
            }
            rows.append(builder.rows[0])
        }
        let row = Int.random(in: 0..<rows.count, using: &random)
        return Frame(rows: rows, cursorRow: row, cursorColumn: Int.random(in: 0..<width, using: &random))
    }

    private func text(_ row: Frame.Row) -> String { row.map(\.text).joined() }
}
