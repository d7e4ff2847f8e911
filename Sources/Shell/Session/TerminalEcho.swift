import Platform
import Synchronization

/// The terminal's echo, which is off while `RunningNote` shows its row.
///
/// There is one for the process, as there is one terminal: whatever ends the process can turn it on again.
package enum TerminalEcho {
    /// The terminal's mode from before, while it does not echo.
    private static let mode = Mutex<termios?>(nil)

    /// Turns it off, unless the terminal is another process's.
    static func turnOff() {
        mode.withLock { echoing in
            var mode = termios()
            guard echoing == nil, isOurs, tcgetattr(STDIN_FILENO, &mode) == 0 else { return }
            echoing = mode
            mode.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSANOW, &mode)
        }
    }

    /// Turns it on again; returns whether it was off.
    @discardableResult
    package static func turnOn() -> Bool {
        mode.withLock { echoing in
            guard var mode = echoing else { return false }
            echoing = nil
            if isOurs { tcsetattr(STDIN_FILENO, TCSANOW, &mode) }
            return true
        }
    }

    /// Who changes a terminal from the background is stopped.
    private static var isOurs: Bool { tcgetpgrp(STDIN_FILENO) == getpgrp() }
}
