import Basics
import SampleData
import Testing

/// Each kind of mess that a help desk produces is there.
@Suite struct MessTests {
    @Test(arguments: [
        ("tickets", "channel", ["email", "chat", "phone", "web", "social"]),
        ("tickets", "direction", ["inbound", "outbound", ""]),
        ("tickets", "status", ["", "new", "open", "pending", "resolved", "closed"]),
        ("tickets", "excluded", ["", "spam", "deleted", "merged", "test"]),
        ("tickets", "priority", ["", "low", "normal", "high", "urgent"]),
        ("tickets", "team", ["", "First Line", "Returns", "Payments", "VIP Care", "Night"]),
        ("tickets", "schedule_id", ["", "office", "night"]),
        ("tickets", "brand", ["", "Nordwind", "Kumo 雲", "Cœur & Co"]),
        ("tickets", "order_value_band", ["", "under 50", "50 to 200", "over 200"]),
        ("tickets", "agent_id", ["", "bot-1", "bot-2", "A0900"]),
        ("tickets", "tags", ["", "late;carrier", "[\"gift\",\"express, insured\"]", "🎄"]),
        ("interactions", "author", ["customer", "agent", "bot", "system", "third_party"]),
        ("interactions", "visibility", ["", "public", "private"]),
        ("ticket_events", "field", ["status", "agent_id", "team", "priority", "category"]),
        ("ticket_events", "value", ["new", "open", "pending", "hold", "resolved", "closed"]),
        ("surveys", "kind", ["csat", "nps", "ces", "esat", "exit"]),
        ("surveys", "scale_max", ["", "1", "5", "10"]),
        ("surveys", "reversed", ["", "true"]),
        ("agents", "kind", ["", "human", "bot"]),
        ("customers", "segment", ["", "Regular", "Plus", "Business", "VIP"]),
        ("customers", "country", ["", "DE", "US", "JP"]),
        ("customers", "churn_reason", ["", "price", "support"]),
        ("shifts", "activity", ["", "available", "break", "meeting", "training"]),
        ("costs", "category", ["staffing", "technology", "training", "other"]),
        ("costs", "currency", ["EUR", "USD"]),
        ("costs", "channel", ["", "phone", "chat"]),
        ("costs", "team", ["", "Returns", "Night"]),
        ("orders", "currency", ["", "EUR", "USD"]),
        ("targets", "channel", ["", "chat"]),
        ("targets", "segment", ["", "VIP"]),
        ("initiatives", "channel", ["", "chat"]),
        ("schedules", "timezone", ["Europe/Berlin", "America/New_York"]),
        ("schedule_hours", "closes_at", ["24:00", "02:00"]),
        ("holidays", "schedule_id", ["", "office"]),
    ])
    func hasEachValue(entity: String, column: String, values: [String]) throws {
        let found = Set(try Mess.rows(entity).compactMap { $0[column] })
        #expect(Set(values).subtracting(found) == [])
    }

    @Test(arguments: [
        ("tickets", "subject", ["返", "😡", "\"", ",", "\n", "\r\n", "Ä", "\t", "\\"]),
        ("surveys", "comment", ["返", "😊", "\"", ",", "\n"]),
        ("customers", "name", ["山", "\"", ",", "'", "Ł", "م"]),
        ("agents", "name", ["山", "ë", "🤖"]),
    ])
    func hasTextThatBreaksTools(entity: String, column: String, pieces: [String]) throws {
        let texts = try Mess.rows(entity).compactMap { $0[column] }
        for piece in pieces {
            #expect(texts.contains { $0.utf8.containsSequence(piece.utf8) }, "\(piece.debugDescription)")
        }
    }

    @Test(arguments: ["=", "+", "-", "@"])
    func hasSubjectsThatASpreadsheetWouldRun(sign: Character) throws {
        #expect(try Mess.rows("tickets").contains { $0["subject"]?.first == sign })
    }

    @Test func writesInstantsInSeveralForms() throws {
        let ends = Set(try Mess.rows("interactions").map { ($0["occurred_at"] ?? "").dropFirst(19).count })
        #expect(ends == ["Z".count, ".123Z".count, "+01:00".count])
    }

    @Test func hasTicketsReopenedOnceAndSeveralTimes() throws {
        let reopens = try Desk.mess.get().stories.map(\.reopens)
        #expect(reopens.contains(1))
        #expect(reopens.contains { $0 > 1 })
    }

    @Test func hasTicketsNeverAnsweredAndResolvedWithoutReply() throws {
        let silent = try Desk.mess.get().stories.filter { !$0.authors.contains("agent") }
        #expect(silent.contains { !$0.isResolved && !$0.authors.contains("bot") })
        #expect(silent.contains { $0.isResolved && !$0.authors.contains("bot") })
    }

    @Test func hasBotsThatAnswerFirstAndThatResolveAlone() throws {
        let stories = try Desk.mess.get().stories.filter { $0.authors.contains("bot") }
        #expect(stories.contains { $0.authors.contains("agent") })
        #expect(stories.contains { !$0.authors.contains("agent") && $0.isResolved })
    }

    @Test func hasTicketsWithoutHistoryAndWithoutMessages() throws {
        let stories = try Desk.mess.get().stories
        #expect(stories.contains { $0.isResolved && $0.changes.isEmpty })
        #expect(stories.contains { $0.messages.isEmpty })
    }

    @Test func hasMessagesAfterTheResolutionAndBeforeTheCreation() throws {
        let stories = try Desk.mess.get().stories
        for author in ["customer", "agent", "system"] {
            let isLate = stories.contains { story in
                story.messages.contains { $0.author == author && $0.at > (story.resolvedAt ?? .max) }
            }
            #expect(isLate, "\(author)")
        }
        #expect(stories.contains { story in story.messages.contains { $0.at < story.createdAt } })
    }

    @Test func hasRowsOutOfOrder() throws {
        for (entity, column) in [
            ("tickets", "created_at"), ("interactions", "occurred_at"), ("surveys", "sent_at"),
        ] {
            let instants = try Mess.rows(entity).compactMap { $0[column] }
            #expect(instants != instants.sorted(), "\(entity)")
        }
    }

    @Test func hasAgentsWhoLeftWhoCameAndWhoTookOver() throws {
        let agents = try Mess.rows("agents")
        let start = CivilDate(dayNumber: try date(Mess.until).dayNumber - Mess.days).description
        #expect(agents.contains { $0["ended_on"] != "" })
        #expect(agents.contains { $0["started_on"] ?? "" > start })
        let ids = Set(agents.compactMap { $0["agent_id"] })
        let assignees = try Mess.rows("tickets").compactMap { $0["agent_id"] }
        #expect((1...100).contains(assignees.count { $0 != "" && !ids.contains($0) }))
        #expect(try Mess.rows("interactions").contains { $0["author"] == "agent" && $0["agent_id"] == "" })
        #expect(
            try Mess.rows("interactions").contains { $0["author"] == "agent" && $0["agent_id"] == "bot-2" })
        #expect(try Desk.mess.get().stories.contains { $0.writers.count > 1 })
    }

    @Test func hasInteractionsInAnotherChannelThanTheirTicket() throws {
        let channels = Dictionary(
            uniqueKeysWithValues: try Mess.rows("tickets").map { ($0["ticket_id"], $0["channel"]) })
        #expect(try Mess.rows("interactions").contains { $0["channel"] != channels[$0["ticket_id"]] })
    }

    @Test func logsTimeInEachComponentAndSometimesNone() throws {
        let interactions = try Mess.rows("interactions")
        for column in ["handling_seconds", "communication_seconds", "technical_seconds"] {
            #expect(interactions.contains { (Int($0[column] ?? "") ?? 0) > 0 })
        }
        #expect(interactions.contains { $0["communication_seconds"]?.contains(".") == true })
        #expect(interactions.contains { $0["handling_seconds"] == "0" })
        #expect(interactions.contains { $0["author"] == "agent" && $0["handling_seconds"] == "" })
    }

    @Test func hasSurveysUnansweredUnscoredAndOfUnknownSending() throws {
        let surveys = try Mess.rows("surveys")
        #expect(surveys.contains { $0["sent_at"] != "" && $0["responded_at"] == "" })
        #expect(surveys.contains { $0["responded_at"] != "" && $0["score"] == "" })
        #expect(surveys.contains { $0["sent_at"] == "" && $0["responded_at"] != "" })
        #expect(surveys.contains { $0["agent_id"] != "" && $0["kind"] == "csat" })
        #expect(surveys.contains { $0["kind"] == "exit" && $0["reason"] != "" })
        for kind in ["csat", "ces"] {
            #expect(surveys.contains { $0["kind"] == kind && $0["reversed"] == "true" && $0["score"] != "" })
        }
    }

    @Test func hasShiftsThatOverlapAndCrossMidnight() throws {
        let shifts = try Mess.rows("shifts")
        #expect(shifts.contains { $0["starts_at"]?.prefix(10) != $0["ends_at"]?.prefix(10) })
        let available = shifts.filter { ["", "available"].contains($0["activity"]) }
        #expect(Dictionary(grouping: available, by: { $0["agent_id"] }).values.contains { overlaps($0) })
        let breaks = shifts.filter { $0["activity"] == "break" }
        #expect(
            breaks.contains { pause in
                available.contains { $0["agent_id"] == pause["agent_id"] && overlaps([$0, pause]) }
            })
    }

    @Test func hasACreditNoteAndMostlyOneCurrency() throws {
        let costs = try Mess.rows("costs")
        #expect(costs.contains { $0["amount"]?.first == "-" })
        #expect((1..<costs.count / 4).contains(costs.count { $0["currency"] != "EUR" }))
    }

    @Test func hasHoursWithALunchBreakAndHoursThatChanged() throws {
        let mondays = try Mess.rows("schedule_hours").filter {
            $0["schedule_id"] == "office" && $0["weekday"] == "1"
        }
        #expect(mondays.count { $0["valid_to"] != "" } == 2)
        #expect(mondays.count { $0["valid_from"] != "" } == 2)
        #expect(try Mess.rows("schedules").count { $0["is_default"] == "true" } == 1)
    }

    @Test func someCustomersComeBackWithinAWeek() throws {
        let stories = try Desk.mess.get().stories.filter { $0.customer != "" }
        let returning = Dictionary(grouping: stories, by: { "\($0.customer) \($0.category)" }).values.count {
            own in
            let instants = own.map(\.createdAt).sorted()
            return zip(instants, instants.dropFirst()).contains { $1 - $0 < 7 * 86_400_000 }
        }
        #expect(returning > Mess.tickets / 100)
    }

    private func overlaps(_ shifts: [Sample.Row]) -> Bool {
        let ordered = shifts.sorted { $0["starts_at"] ?? "" < $1["starts_at"] ?? "" }
        return zip(ordered, ordered.dropFirst()).contains { $1["starts_at"] ?? "" < $0["ends_at"] ?? "" }
    }
}

extension String.UTF8View {
    /// Plain bytes: to Swift, a line feed inside CR LF is no character of its own.
    fileprivate func containsSequence(_ other: String.UTF8View) -> Bool {
        let (bytes, sought) = (Array(self), Array(other))
        guard bytes.count >= sought.count else { return false }
        return (0...bytes.count - sought.count).contains {
            bytes[$0..<$0 + sought.count].elementsEqual(sought)
        }
    }
}
