/// A folder of ours among a person's own files, by the XDG base directory specification.
struct PersonalFolder {
    /// The variable that names the folder which it is in, and where that is below home if it does not.
    let variable: String
    let usual: String

    static let state = PersonalFolder(variable: "XDG_STATE_HOME", usual: ".local/state")
    static let config = PersonalFolder(variable: "XDG_CONFIG_HOME", usual: ".config")

    /// Its path, whether it is there or not; nil where there is no home.
    ///
    /// A variable without a slash in front is ignored.
    func path(environment: (String) -> String?) -> String? {
        let named = environment(variable).flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? environment("HOME").map { "\($0)/\(usual)" }).map { "\($0)/deskhouse" }
    }
}
