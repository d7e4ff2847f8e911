extension SyntheticExport {
    private static let agents = [12, 9_861_847_681_551]

    /// Every list of Zendesk's that the mapping reads: staff who ask and who write for others, tickets that change,
    /// the same comments in three files, ratings, schedules and holidays that are corrected.
    static func zendesk(_ random: inout SplitMix) -> SyntheticExport {
        var groups = (1...7).map { ticket(id: $0, &random) }
        groups.append(holiday(&random))
        groups += [21, 9].map { schedule(id: $0, &random) }
        return SyntheticExport(
            mapping: "zendesk", groups: groups.shuffled(using: &random), companions: users,
            companionStems: [
                "ticket_audits": "tickets", "ticket_comments": "tickets", "ticket_events": "tickets",
            ]
        ) { stem, texts in
            let list = stem == "ticket_audits" ? "audits" : stem == "ticket_comments" ? "comments" : stem
            return (name: "\(stem).json", text: #"{"\#(list)":[\#(texts.joined(separator: ","))]}"#)
        }
    }

    /// The newest record of a user counts, wherever it stands.
    private static var users: [Record] {
        [
            #"{"id":12,"name":"Bo","role":"admin","default_group_id":78,"updated_at":"2026-01-02T00:00:00Z"}"#,
            #"{"id":12,"name":"B","role":"end-user","updated_at":"2025-01-02T00:00:00Z"}"#,
            #"{"id":9861847681551,"name":"Ada","role":"agent","updated_at":"2025-01-02T00:00:00Z"}"#,
            #"{"id":501,"name":"Cy","role":"end-user","updated_at":"2025-01-02T00:00:00Z"}"#,
            #"{"id":501,"name":"Cyd","role":"end-user","updated_at":"2025-01-02T00:00:00Z"}"#,
            #"{"id":502,"name":"Di","role":"end-user","updated_at":"2025-01-02T00:00:00Z"}"#,
        ].map { Record(stem: "users", text: $0) }
    }

    private static func instant(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "2026-03-\(two(1 + minute / 1440))T\(two(minute / 60 % 24)):\(two(minute % 60)):00Z"
    }

    private static func ticket(id: Int, _ random: inout SplitMix) -> [Record] {
        let requester = random.chance(25) ? 12 : random.number(501...502)
        let submitter = random.chance(30) ? agents[1] : random.chance(10) ? 501 : requester
        let channel = ["web", "email", "api", "native_messaging"][random.number(0...3)]
        var minute = random.number(0...20_000)
        let created = instant(minute)
        let count = random.number(2...5)
        let firstLate = random.number(1...count)
        var status = "new"
        var records: [Record] = []

        func state(isLate: Bool) -> Record {
            Record(
                stem: "tickets",
                text:
                    #"{"id":\#(id),"created_at":"\#(created)","updated_at":"\#(instant(minute))","generated_timestamp":\#(1_772_000_000 + minute),"via":{"channel":"\#(channel)"},"status":"\#(status)","requester_id":\#(requester),"submitter_id":\#(submitter),"assignee_id":\#(agents[minute % 2]),"tags":["m\#(minute)"],"custom_fields":[{"id":7,"value":"\#(minute % 3)"}]}"#,
                isLate: isLate)
        }

        for number in 0..<count {
            let isLate = number >= firstLate
            let ticketID = id
            let id = id * 1000 + number * 10
            let author =
                number == 0 ? submitter : random.chance(50) ? requester : agents[random.number(0...1)]
            let isPublic = random.chance(75)
            let time = instant(minute)
            let formerStatus = status
            status = ["open", "pending", "hold", "solved"][random.number(0...3)]
            let via = #""via":{"channel":"\#(channel)"}"#
            let comment = #""id":\#(id + 1),"author_id":\#(author),"public":\#(isPublic)"#
            records += [
                Record(
                    stem: "ticket_audits",
                    text:
                        #"{"id":\#(id),"ticket_id":\#(ticketID),"created_at":"\#(time)","author_id":\#(author),\#(via),"events":[{"type":"Comment",\#(comment)},{"id":\#(id + 2),"type":"Change","field_name":"status","value":"\#(status)","previous_value":"\#(formerStatus)"}]}"#,
                    isLate: isLate),
                Record(
                    stem: "ticket_events",
                    text:
                        #"{"id":\#(id),"ticket_id":\#(ticketID),"created_at":"\#(time)","updater_id":\#(author),\#(via),"child_events":[{"event_type":"Comment",\#(comment)},{"id":\#(id + 2),"event_type":"Change","status":"\#(status)"}]}"#,
                    isLate: isLate),
                Record(
                    stem: "ticket_comments",
                    text: #"{\#(comment),"ticket_id":\#(ticketID),"created_at":"\#(time)",\#(via)}"#,
                    isLate: isLate),
                state(isLate: isLate),
            ]
            minute += random.number(1...600)
        }
        // An older state, as time-based pages repeat it.
        if random.chance(50), let older = records.first(where: { $0.stem == "tickets" }) {
            records.append(older)
        }
        let rating =
            #""id":\#(id),"ticket_id":\#(id),"requester_id":\#(requester),"created_at":"\#(instant(minute))""#
        records.append(
            Record(
                stem: "satisfaction_ratings",
                text: #"{\#(rating),"score":"offered","updated_at":"\#(instant(minute))"}"#))
        if random.chance(60) {
            records.append(
                Record(
                    stem: "satisfaction_ratings",
                    text:
                        #"{\#(rating),"score":"\#(random.chance(70) ? "good" : "bad")","updated_at":"\#(instant(minute + 90))"}"#,
                    isLate: true))
        }
        return records
    }

    private static func schedule(id: Int, _ random: inout SplitMix) -> [Record] {
        (0..<2).map { version in
            let start = 1440 + 60 * random.number(7...9)
            return Record(
                stem: "schedules",
                text:
                    #"{"id":\#(id),"name":"Version \#(version)","time_zone":"Berlin","intervals":[{"start_time":\#(start),"end_time":\#(start + 480)}]}"#,
                isLate: version > 0)
        }
    }

    private static func holiday(_ random: inout SplitMix) -> [Record] {
        (0..<2).map { version in
            Record(
                stem: "holidays",
                text:
                    #"{"id":1,"name":"Version \#(version)","start_date":"2026-04-0\#(random.number(1...3))","end_date":"2026-04-06"}"#,
                isLate: version > 0)
        }
    }
}
