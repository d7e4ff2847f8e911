/// One who answers customers.
package struct Agent: ContractRow {
    package static let entity = "agents"

    package var source: String
    package var agentID: String
    package var name: String?
    package var team: String?
    package var kind: String?

    package init(
        source: String, agentID: String, name: String? = nil, team: String? = nil, kind: String? = nil
    ) {
        self.source = source
        self.agentID = agentID
        self.name = name
        self.team = team
        self.kind = kind
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        agentID = try record.required("agent_id")
        name = record.text("name")
        team = record.text("team")
        kind = record.text("kind")
    }

    package var key: [String] { [agentID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("agent_id", agentID),
            ("name", name),
            ("team", team),
            ("kind", kind),
        ]
    }
}
