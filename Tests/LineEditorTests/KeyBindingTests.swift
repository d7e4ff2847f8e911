import Testing

@testable import LineEditor

@Suite struct KeyBindingTests {
    @Test("Each key that the help names does something", arguments: KeyBinding.all)
    func named(binding: KeyBinding) throws {
        for name in binding.keys.split(separator: ", ") {
            let key = try #require(Self.key(named: String(name)))
            #expect(Command(key) != .nothing)
        }
    }

    @Test("Each command of vi that the help names is one", arguments: KeyBinding.vi)
    func namedOfVi(binding: KeyBinding) {
        for name in binding.keys.split(separator: ", ", omittingEmptySubsequences: true) {
            guard case .command = ViCommand.reading(Array(name)) else {
                Issue.record("\(name) is none")
                continue
            }
        }
    }

    private static func key(named name: String) -> Key? {
        if name == "Space" { return .text(" ") }
        let parts = name.split(separator: "-").map(String.init)
        guard let last = parts.last else { return nil }
        let specials: [String: Key.Special] = [
            "Tab": .tab, "Right": .right, "End": .end, "Up": .up, "Down": .down, "Enter": .enter,
            "Home": .home, "Escape": .escape,
        ]
        let modifiers: Key.Modifiers =
            parts.count == 1 ? [] : parts[0] == "Ctrl" ? .control : parts[0] == "Alt" ? .alt : []
        if let special = specials[last] { return .special(special, modifiers) }
        guard let character = last.lowercased().first, last.count == 1 else { return nil }
        return modifiers == .control ? .control(character) : .alt(character)
    }
}
