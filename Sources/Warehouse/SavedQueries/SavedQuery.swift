package import KPIQuery

/// A question that is kept in the warehouse under a name, for all of its users.
package struct SavedQuery: Sendable, Hashable {
    package let name: String
    /// As it was written, with `:parameter` where a value is left open.
    package let text: String
    /// In the order in which they stand in the text; as it is kept, by their names only.
    package let parameters: [Parameter]
    /// The role that saved it last, and when (ISO 8601, UTC); empty before it is kept.
    package let savedBy: String
    package let savedAt: String

    package init(
        name: String, text: String, parameters: [Parameter], savedBy: String = "", savedAt: String = ""
    ) {
        self.name = name
        self.text = text
        self.parameters = parameters
        self.savedBy = savedBy
        self.savedAt = savedAt
    }

    /// What to say when it was saved, perhaps in place of another: how to ask it.
    package func report(replaced: String?) -> String {
        let call = ([name] + parameters.map(\.callText)).joined(separator: " ")
        let what = replaced.map { "replaced; it was: \($0)\n" } ?? "saved; "
        return what + "ask with: \(call)"
    }
}
