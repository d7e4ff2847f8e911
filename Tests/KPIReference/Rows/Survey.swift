/// One survey sent, answered or not.
package struct Survey: ContractRow {
    package static let entity = "surveys"

    package var source: String
    package var surveyID: String
    package var kind: String
    package var sentAt: Instant?
    package var respondedAt: Instant?
    package var ticketID: String?
    package var customerID: String?
    package var agentID: String?
    package var score: Int?
    package var scaleMinimum: Int?
    package var scaleMaximum: Int?
    package var isReversed: Bool?

    package init(
        source: String, surveyID: String, kind: String, sentAt: Instant? = nil, respondedAt: Instant? = nil,
        ticketID: String? = nil, customerID: String? = nil, agentID: String? = nil, score: Int? = nil,
        scaleMinimum: Int? = nil, scaleMaximum: Int? = nil, isReversed: Bool? = nil
    ) {
        self.source = source
        self.surveyID = surveyID
        self.kind = kind
        self.sentAt = sentAt
        self.respondedAt = respondedAt
        self.ticketID = ticketID
        self.customerID = customerID
        self.agentID = agentID
        self.score = score
        self.scaleMinimum = scaleMinimum
        self.scaleMaximum = scaleMaximum
        self.isReversed = isReversed
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        surveyID = try record.required("survey_id")
        kind = try record.required("kind")
        sentAt = try record.instant("sent_at")
        respondedAt = try record.instant("responded_at")
        ticketID = record.text("ticket_id")
        customerID = record.text("customer_id")
        agentID = record.text("agent_id")
        score = try record.integer("score")
        scaleMinimum = try record.integer("scale_min")
        scaleMaximum = try record.integer("scale_max")
        isReversed = try record.boolean("reversed")
    }

    package var key: [String] { [surveyID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("survey_id", surveyID),
            ("kind", kind),
            ("sent_at", sentAt.map(formatInstant)),
            ("responded_at", respondedAt.map(formatInstant)),
            ("ticket_id", ticketID),
            ("customer_id", customerID),
            ("agent_id", agentID),
            ("score", score.map { String($0) }),
            ("scale_min", scaleMinimum.map { String($0) }),
            ("scale_max", scaleMaximum.map { String($0) }),
            ("reversed", isReversed.map { $0 ? "true" : "false" }),
        ]
    }
}
