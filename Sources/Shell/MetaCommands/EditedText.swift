import Platform
import Rendering

/// A text that was changed in the user's editor.
struct EditedText {
    let text: String

    /// Opens the editor (`$VISUAL`, `$EDITOR`, else vi) on a file, or on a text in a file of its own.
    init(editing path: String?, text: String) throws(ShellError) {
        let chosen = ["VISUAL", "EDITOR"].lazy.compactMap(Screen.variable).first { !$0.trimmed.isEmpty }
        let editor = chosen ?? "vi"
        let temporary = path == nil ? try Self.makeFile(holding: text + "\n") : nil
        defer { if let temporary { TemporaryPaths.remove(temporary) } }
        let file = path ?? temporary ?? ""
        let status = try ChildProcess("\(editor) \"$DESKHOUSE_FILE\"", environment: ["DESKHOUSE_FILE": file])
            .wait()
        guard status == 0 else { throw ShellError("\(editor) failed with status \(status)") }
        self.text = try Self.contents(of: file).trimmed
    }

    private static func makeFile(holding text: String) throws(ShellError) -> String {
        let folder = Screen.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        // The ending tells the editor's colours.
        let made = TemporaryPaths.makeFile(named: folder + "/deskhouse", ending: ".sql")
        guard made.descriptor >= 0 else { throw failure("write to", folder, made.code) }
        defer { close(made.descriptor) }
        let code = writeAll(text, to: made.descriptor)
        guard code == 0 else {
            TemporaryPaths.remove(made.path)
            throw failure("write to", folder, code)
        }
        return made.path
    }

    private static func contents(of path: String) throws(ShellError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            // An editor that was left without saving makes no file.
            if errno == ENOENT { return "" }
            throw failure("read", path)
        }
        defer { close(descriptor) }
        var lines: [String] = []
        var source = LineSource(descriptor: descriptor)
        while let line = try source.next() { lines.append(line) }
        return lines.joined(separator: "\n")
    }

    private static func failure(_ action: String, _ path: String, _ code: Int32 = errno) -> ShellError {
        ShellError("cannot \(action) \(path): \(String(cString: strerror(code)))")
    }
}
