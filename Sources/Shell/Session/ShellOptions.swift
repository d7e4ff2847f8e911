import Rendering

/// How a shell shows things; the meta-commands change it.
struct ShellOptions {
    var format = Format.table
    var expanded = Screen.Expanded.off
    var showsTiming = false
    var usesPager = true
    /// Whether the columns of SQL say their type, before a person.
    var showsTypes = true
    /// What stands for null; nil for the screen's own sign.
    var nullText: String?
    /// Whether the menu opens while one types, or only on Tab.
    var opensMenuWhileTyping = false
    /// Whether keys do what they do in vi.
    var editsAsVi = false
}
