package import LineEditor
import PostgresClient
import Rendering
import Warehouse

/// A shell that a person types at.
package final class InteractiveShell {
    private let session: ShellSession
    private let editor: LineEditor
    private let assistant: ShellAssistant

    /// - Parameters:
    ///   - session: runs what is typed.
    ///   - history: earlier entries.
    package init(_ session: ShellSession, history: History) {
        self.session = session
        assistant = ShellAssistant(session: session, history: history)
        editor = LineEditor(history: history, assistant: assistant)
        session.history = { history.entries }
    }

    /// Reads and runs entries until the person leaves.
    package func run() {
        if let failure = editor.history.failure { session.tell("\(failure)") }
        if editor.history.entries.isEmpty {
            session.tell("\\? says what can be asked; Tab completes; \\q leaves")
        }
        defer {
            do { try session.finish() } catch { session.tell("\(error)") }
        }
        runStartFile()
        var interruptions = 0
        while !session.isOver {
            let text = session.nextText
            session.nextText = ""
            editor.opensMenuWhileTyping = session.options.opensMenuWhileTyping
            editor.editsAsVi = session.options.editsAsVi
            if editor.opensMenuWhileTyping { assistant.prepare() }
            switch editor.readLine(prompt: prompt, continuationPrompt: continuation, text: text) {
            case .line(let text):
                interruptions = 0
                run(text)
                assistant.refresh()
            case .edit(let text):
                interruptions = 0
                edit(text)
            case .interrupted:
                interruptions += 1
                session.interruption.forget()
                if session.conditions.depth > 0 {
                    session.conditions.leave(to: session.conditions.depth - 1)
                    session.tell("\\if is left")
                }
                if interruptions == 2 { session.tell("\\q or Ctrl-D leaves") }
            case .endOfInput:
                session.tell("")
                return
            }
        }
    }

    /// Runs what a person's shells begin with; where it fails, the shell goes on without the rest.
    private func runStartFile() {
        guard let path = StartFile.path() else { return }
        do { try session.runScript(at: path) } catch {
            session.tell("\(error)\nthe rest of \(path) was left out")
        }
    }

    /// Runs a text that was typed or pasted: its entries one after the other, up to the first that fails.
    private func run(_ text: String) {
        let typed = TypedText(text, session.makeSplitter())
        var entries = typed.entries
        switch typed.end {
        case .finished: break
        case .waiting:
            if var open = typed.open {
                open.text = open.text.trimmed
                entries.append(open)
            }
        case .command: session.nextText = typed.rest
        case .wayOut(let word):
            session.nextText = typed.rest
            session.tell("\(word == "help" ? "\\? helps" : "use \\q to quit"); Ctrl-C drops the query")
        }
        for entry in entries.map(\.joined) where !session.isOver {
            do {
                try session.run(entry)
            } catch {
                if session.interruption.isRequested {
                    // Behind the ^C that the terminal has echoed.
                    if !session.running.wasSilent { session.tell("") }
                } else if let entry = assistant.historyEntry(of: text) {
                    editor.history.noteFailure(of: entry)
                }
                return session.tell(session.describe(error, in: entry.text))
            }
        }
    }

    /// Opens the editor on what is typed; what comes out stands in the line.
    private func edit(_ text: String) {
        session.nextText = text
        do {
            session.nextText = try EditedText(editing: nil, text: text).text
        } catch {
            session.tell("\(error)")
        }
    }

    /// Says whether a transaction is open, and whether SQL may change data.
    private var prompt: Prompt {
        let name = TextStyle(.cyan, isBold: true)
        var parts = [Prompt.Part("deskhouse", name)]
        if session.surroundings.mayWrite {
            parts.append(Prompt.Part(" write", TextStyle(.red, isBold: true)))
        }
        switch session.warehouse.connection.transactionStatus {
        case .inTransaction: parts.append(Prompt.Part("*", TextStyle(.yellow, isBold: true)))
        case .inFailedTransaction: parts.append(Prompt.Part("!", TextStyle(.red, isBold: true)))
        case .idle, .active, .unknown: break
        }
        // As psql has it: what is typed is not run.
        if session.conditions.isSkipping { parts.append(Prompt.Part("@", TextStyle(.yellow, isBold: true))) }
        parts.append(Prompt.Part("> "))
        return Prompt(parts)
    }

    private var continuation: Prompt {
        let width = prompt.parts.reduce(0) { $0 + $1.text.count }
        return Prompt(String(repeating: " ", count: width - 2) + "> ", TextStyle(isFaint: true))
    }
}

extension ShellSession {
    /// What keys do.
    func keyHelp() -> String {
        guard options.editsAsVi else { return list(KeyBinding.all) }
        return list(KeyBinding.all) + "\nAfter Escape, where the prompt ends in a colon:\n"
            + list(KeyBinding.vi)
    }

    private func list(_ bindings: [KeyBinding]) -> String {
        let width = bindings.map(\.keys.count).max() ?? 0
        return bindings.map { binding in
            let gap = String(repeating: " ", count: width - binding.keys.count)
            let line = "  \(binding.keys)\(gap)  \(binding.action)"
            return WrappedText.of(line, width: screen.width, indent: width + 4) + "\n"
        }.joined()
    }
}
