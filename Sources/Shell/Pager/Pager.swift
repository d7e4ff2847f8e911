import Platform
import Rendering

/// The program that shows what is taller than the screen.
struct Pager: Hashable {
    /// As a shell takes it.
    let command: String

    /// `$PAGER`, else `less`; nil where there is none, or it is empty or `cat`.
    init?(environment: (String) -> String? = Screen.variable) {
        if let chosen = environment("PAGER") {
            let command = chosen.trimmed
            guard !command.isEmpty, command != "cat" else { return nil }
            self.command = command
            return
        }
        let folders = (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        guard folders.contains(where: { access("\($0)/less", X_OK) == 0 }) else { return nil }
        command = "less"
    }

    /// Starts it; what is written to `input` is what it shows.
    func start() throws(ShellError) -> ChildProcess {
        // Chops long rows (there are arrow keys), shows colour, leaves at once what fits, and on the screen what was
        // seen. Those who have settings of their own keep them.
        let isSet = getenv("LESS") != nil
        return try ChildProcess(command, environment: isSet ? [:] : ["LESS": "-SRFX"], takesInput: true)
    }
}
