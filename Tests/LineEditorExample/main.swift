import LineEditor
import Platform

// The editor over a language of a dozen words: for its tests, and to try it by hand
// (`swift run LineEditorExample [history file]`). It answers each entry with a line that shows what was read.

// A handler of its own, as a shell has for Ctrl-C while a statement runs.
signal(SIGALRM) { _ in }

let history = History(path: CommandLine.arguments.dropFirst().first)
let editor = LineEditor(history: history, assistant: ExampleAssistant())

reading: while true {
    switch editor.readLine(
        prompt: Prompt("demo> ", TextStyle(isBold: true)), continuationPrompt: Prompt("  ... "))
    {
    case .line("wait"):
        // Gives a test the time to type ahead.
        print("waiting")
        _ = readLine()
    case .line(let text): print("read: \(text.debugDescription)")
    case .edit(let text): print("edit: \(text.debugDescription)")
    case .interrupted: print("interrupted")
    case .endOfInput:
        print("end")
        break reading
    }
}
