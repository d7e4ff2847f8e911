package import Rendering
package import Warehouse

/// What the warehouse counts by, for people and for programs.
package struct SettingsPresentation {
    private let settings: [(setting: Setting, value: String)]

    package init(_ settings: [(setting: Setting, value: String)]) {
        self.settings = settings
    }

    /// Writes a row a setting, with what it means.
    package func writeTable(to output: Output, screen: Screen) throws {
        try Format.table.sink(to: output, screen: screen).write(
            [Column("setting"), Column("value"), Column("meaning")],
            settings.map { [.text($0.setting.rawValue), .text($0.value), .text($0.setting.meaning)] },
            provenance: Provenance(query: "settings"))
    }

    /// Writes one object.
    package func writeJSON(to output: Output) {
        output.write(json: .object(settings.map { ($0.setting.rawValue, .text($0.value)) }))
        output.write("\n")
    }
}
