import Rendering

extension MetaCommand {
    /// What `\pset` lists and sets, by psql's names, and the commands that do.
    static let shownSettings: [(name: String, command: String)] = [
        ("null", ""), ("format", "format"), ("expanded", "x"), ("pager", "pager"), ("timing", "timing"),
        ("types", "types"),
    ]
}

extension ShellSession {
    /// `\pset`: lists how answers are shown, or sets a part of that.
    func setShown(_ words: [String]) throws {
        guard let name = words.first else {
            return try show(MetaCommand.shownSettings.map { shownSetting($0.name) }.joined())
        }
        guard let setting = MetaCommand.shownSettings.first(where: { $0.name == name || $0.command == name })
        else {
            let names = MetaCommand.shownSettings.map(\.name).joined(separator: ", ")
            throw ShellError("\\pset has no '\(name)', but \(names)")
        }
        guard words.count > 1 else { return try show(shownSetting(setting.name)) }
        let value = words.dropFirst().joined(separator: " ")
        if setting.name != "null" { return try runMeta("\(setting.command) \(value)") }
        options.nullText = value.unquoted("\"")
        try show(shownSetting("null"))
    }

    /// A line that says what is set.
    private func shownSetting(_ name: String) -> String {
        let value =
            switch name {
            case "null": options.nullText.map { "'\($0)'" } ?? "a dash"
            case "format": options.format.rawValue
            case "expanded": options.expanded.word
            case "pager": options.usesPager ? "on" : "off"
            case "timing": options.showsTiming ? "on" : "off"
            default: options.showsTypes ? "on" : "off"
            }
        return "\(name)\(String(repeating: " ", count: 10 - name.count))\(value)\n"
    }
}
