import Platform
import Rendering

/// What a person's shells begin with: `$XDG_CONFIG_HOME/deskhouse/shellrc`, else below `~/.config`.
enum StartFile {
    /// The file's path; nil where there is none.
    static func path(environment: (String) -> String? = Screen.variable) -> String? {
        guard let folder = PersonalFolder.config.path(environment: environment) else { return nil }
        let path = "\(folder)/shellrc"
        return access(path, F_OK) == 0 ? path : nil
    }
}
