import Platform
import Rendering

/// What a person's shells begin with: `$XDG_CONFIG_HOME/deskhouse/shellrc`, else below `~/.config`.
enum StartFile {
    /// The file's path; nil where there is none.
    static func path(environment: (String) -> String? = Screen.variable) -> String? {
        let config = environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let base = config ?? environment("HOME").map({ "\($0)/.config" }) else { return nil }
        let path = "\(base)/deskhouse/shellrc"
        return access(path, F_OK) == 0 ? path : nil
    }
}
