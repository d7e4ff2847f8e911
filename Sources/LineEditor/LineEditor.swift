/// Reads entries that a person types: with live colour, completion, hints and a history.
///
/// The text may have several rows. What it means the assistant knows. Where the input is not a terminal, or one that
/// understands no escape sequences, lines are read as they come.
///
/// One entry is read at a time in a process. While one is, the terminal is in raw mode and given back on every way
/// out, signals and crashes included; Ctrl-C is a key then. Between entries the terminal and the signals are the
/// caller's, with Ctrl-C a signal as usual.
package final class LineEditor {
    /// What is kept of earlier entries.
    package let history: History
    /// Whether the menu opens by itself while one types, not only on Tab.
    package var opensMenuWhileTyping = false
    /// Whether keys do what they do in vi, not what they do in Emacs.
    package var editsAsVi = false
    private let terminal: Terminal
    private let assistant: any LineAssistant
    private let marks: Marks

    private var decoder = KeyDecoder()
    /// Typed ahead: keys that came after the one that ended an entry.
    private var waiting: [Key] = []
    private var killRing = KillRing()
    private var vi = ViState()
    private var plain: PlainReader

    package init(terminal: Terminal = Terminal(), history: History, assistant: any LineAssistant) {
        self.terminal = terminal
        self.history = history
        self.assistant = assistant
        marks = Marks(unicode: terminal.hasUnicode)
        plain = PlainReader(input: terminal.input)
    }

    /// Reads an entry; one that was edited goes into the history.
    ///
    /// - Parameters:
    ///   - prompt: stands before the first row. Shown to persons only.
    ///   - continuationPrompt: stands before every further row.
    ///   - text: what is in the line to begin with.
    /// - Returns: how it ended. From a file an entry is what `isComplete` says, or what is left at its end.
    package func readLine(
        prompt: Prompt, continuationPrompt: Prompt, text: String = ""
    ) -> ReadResult {
        guard terminal.isInteractive, terminal.enterRawMode() else {
            return readPlainly(prompt, continuationPrompt, text)
        }
        defer { terminal.leaveRawMode() }
        var session = Session(
            prompt: prompt, continuationPrompt: continuationPrompt, assistant: assistant, history: history,
            buffer: EditBuffer(text, killRing: killRing), marks: marks)
        session.opensMenu = opensMenuWhileTyping
        session.vi = editsAsVi ? vi.forNextEntry : nil
        let result = edit(&session)
        killRing = session.buffer.killRing
        if let last = session.vi { vi = last }
        if case .line(let text) = result, !session.isPrivate, let entry = assistant.historyEntry(of: text) {
            history.append(entry)
        }
        return result
    }

    /// How long no key has to come until the menu opens by itself: who types on sees none.
    private static let menuPause = Duration.milliseconds(150)

    private func readPlainly(_ prompt: Prompt, _ continuationPrompt: Prompt, _ text: String) -> ReadResult {
        plain.readEntry(after: text, isComplete: assistant.isComplete) { isFirst in
            guard terminal.isTerminal else { return }
            terminal.write(isFirst ? prompt.text : continuationPrompt.text)
        }
    }

    private func edit(_ session: inout Session) -> ReadResult {
        var size = terminal.size
        var renderer = Renderer(hasColour: terminal.hasColour, width: size.width)
        while true {
            // All keys that are there, then one refresh: a paste or a held-down key does not flicker.
            while !waiting.isEmpty {
                switch session.handle(waiting.removeFirst()) {
                case .editing: break
                case .finished(let result):
                    let frame = session.lastFrame(on: size, remark: result == .interrupted ? "^C" : "")
                    terminal.write(renderer.update(to: frame) + renderer.leave())
                    return result
                case .clearScreen:
                    terminal.write("\u{1B}[H\u{1B}[2J")
                    renderer.forget()
                case .suspend:
                    terminal.write(renderer.update(to: session.frame(on: size)) + renderer.leave())
                    terminal.suspend()
                    size = terminal.size
                    renderer = Renderer(hasColour: terminal.hasColour, width: size.width)
                }
            }
            if session.narrowsMenu { session.offerMenu() }
            terminal.write(renderer.update(to: session.frame(on: size)))

            let pause = session.menuIsDue ? Self.menuPause : nil
            switch terminal.waitForEvent(within: decoder.patience ?? pause) {
            case .bytes(let bytes): decoder.feed(bytes, into: &waiting)
            case .timeout where decoder.patience == nil: session.offerMenu()
            case .timeout: decoder.expire(into: &waiting)
            case .resized:
                size = terminal.size
                terminal.write(renderer.resize(to: size.width))
            case .resumed:
                size = terminal.size
                terminal.write("\r\n")
                renderer = Renderer(hasColour: terminal.hasColour, width: size.width)
            case .closed: return .endOfInput
            }
        }
    }
}
