/// One file of the folder `sql/`, from the binary or from a folder on disk.
package struct SQLFile: Sendable, Hashable {
    /// Where it lies below `sql/`, with `/` between the parts: `kpi/csat.sql`.
    package let path: String
    /// What it says, byte for byte.
    package let text: String

    /// Names a text.
    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
