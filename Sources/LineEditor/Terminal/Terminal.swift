import Platform

/// The terminal that a person types at, or what stands in its place.
package final class Terminal {
    /// Something that the editor has to act on.
    enum Event: Equatable {
        case bytes([UInt8])
        /// Nothing came in time.
        case timeout
        case resized
        /// Another had the terminal in between: its mode and its screen are not what they were.
        case resumed
        /// No more will come.
        case closed
    }

    /// Whether lines can be edited: a terminal on both sides that understands escape sequences.
    package let isInteractive: Bool
    /// Whether a person reads the output, be the terminal as dumb as it may.
    package let isTerminal: Bool
    /// Whether colour is wanted: `NO_COLOR` is not set, or empty (https://no-color.org).
    package let hasColour: Bool
    /// Whether characters beyond ASCII are understood, as far as the locale says.
    package let hasUnicode: Bool

    let input: Int32
    private let output: Int32
    private let fallbackSize: ScreenSize
    private var original: termios?

    /// Takes a pair of open files, which are not closed.
    ///
    /// - Parameters:
    ///   - input: where keys come from.
    ///   - output: where the screen is.
    ///   - variable: looks up a variable of the environment.
    package init(
        input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
        variable: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
    ) {
        self.input = input
        self.output = output
        isTerminal = isatty(input) == 1 && isatty(output) == 1
        let name = variable("TERM") ?? ""
        isInteractive = isTerminal && !name.isEmpty && name != "dumb"
        hasColour = (variable("NO_COLOR") ?? "").isEmpty
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
        hasUnicode = locale.lowercased().contains("utf-8") || locale.lowercased().contains("utf8")
        fallbackSize = ScreenSize(
            width: variable("COLUMNS").flatMap { Int($0) } ?? 80,
            height: variable("LINES").flatMap { Int($0) } ?? 24)
    }

    /// The size of the screen; where the terminal does not say, that of the environment, else 80 × 24.
    var size: ScreenSize {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return fallbackSize
        }
        return ScreenSize(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    /// Takes each key as it is pressed, and pastes as a whole, until `leaveRawMode`; false where that cannot be.
    func enterRawMode() -> Bool {
        var mode = termios()
        guard tcgetattr(input, &mode) == 0 else { return false }
        let original = mode
        cfmakeraw(&mode)
        // A newline in what is written still returns the carriage.
        mode.c_oflag = original.c_oflag
        TerminalGuard.arm(original: original, input: input, output: output)
        // Drain and keep: what was typed ahead belongs to the line.
        guard tcsetattr(input, TCSADRAIN, &mode) == 0 else {
            TerminalGuard.disarm()
            return false
        }
        self.original = original
        write("\u{1B}[?2004h")
        return true
    }

    /// Gives the terminal back as it was.
    func leaveRawMode() {
        guard var original else { return }
        write("\u{1B}[?2004l")
        while tcsetattr(input, TCSADRAIN, &original) != 0, errno == EINTR {}
        TerminalGuard.disarm()
        self.original = nil
    }

    /// Gives the terminal back, whoever reads a line from it, for a thread that is about to end the process.
    package static func giveBack() {
        TerminalGuard.restore()
    }

    /// Stops the process, as Ctrl-Z does where the terminal sees to it; returns when it is continued.
    func suspend() {
        leaveRawMode()
        // The group: in a pipeline or under a script, all of it has to stop for the shell to notice.
        kill(0, SIGTSTP)
        _ = enterRawMode()
    }

    /// Sends everything in one go, so that nobody sees half of a change.
    func write(_ text: String) {
        _ = writeAll(text, to: output)
    }

    /// Waits for the next event, at most for a time.
    func waitForEvent(within time: Duration?) -> Event {
        while true {
            let ready = FileDescriptor.isReadable([input, TerminalGuard.wakeDescriptor], within: time)
            if ready[1] {
                let events = TerminalGuard.takeEvents()
                if events.contains(.survived) || events.contains(.resumed) {
                    leaveRawMode()
                    return enterRawMode() ? .resumed : .closed
                }
                if events.contains(.resized) { return .resized }
            }
            if ready[0] {
                var bytes = [UInt8](repeating: 0, count: 4096)
                let count = read(input, &bytes, bytes.count)
                if count > 0 { return .bytes(Array(bytes[..<count])) }
                if count == 0 || (errno != EINTR && errno != EAGAIN) { return .closed }
            } else if time != nil, !ready[1] {
                return .timeout
            }
        }
    }
}
