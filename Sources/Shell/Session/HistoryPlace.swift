import Platform
import Rendering

/// Where the history is kept: `$XDG_STATE_HOME/deskhouse/history`, else below `~/.local/state`.
package enum HistoryPlace {
    /// The file's path, whose folder is made where it is missing; nil where there is no home.
    package static func path(environment: (String) -> String? = Screen.variable) -> String? {
        guard let folder = PersonalFolder.state.path(environment: environment) else { return nil }
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/\(part)"
            mkdir(made, 0o700)
        }
        return "\(folder)/history"
    }
}
