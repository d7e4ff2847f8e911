import Basics

/// `targets.csv` and `initiatives.csv`.
enum PlanFiles {
    static func writeTargets(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/targets.csv",
            columns: "kpi,starts_on,target,ends_on,warning,owner,review_on,channel,priority,team,segment")
        func write(
            _ kpi: StaticString, from: CivilDate, to: CivilDate? = nil, tenths target: Int,
            warning: Int? = nil,
            owner: StaticString? = nil, channel: Channel? = nil, priority: Priority? = nil, team: Team? = nil,
            segment: Segment? = nil
        ) throws(SampleError) {
            file.text(kpi)
            file.date(from)
            file.tenths(target)
            file.date(to)
            file.tenths(warning)
            file.text(owner)
            file.date(owner == nil ? nil : shop.window.day(atPercent: 80))
            file.text(channel?.text)
            file.text(priority?.text)
            file.text(team?.text)
            file.text(segment?.text)
            try file.endRow()
        }
        let start = shop.window.firstDay
        let later = shop.window.day(atPercent: 60)
        try write(
            "first_response_time", from: start, tenths: 14_400_0, warning: 21_600_0, owner: "Zoë O'Neill")
        if start < later {
            try write(
                "first_response_time", from: start, to: later + -1, tenths: 180_0, warning: 240_0,
                channel: .chat)
        }
        try write(
            "first_response_time", from: later, tenths: 90_0, warning: 150_0, owner: "Müller, Hans",
            channel: .chat)
        try write("first_response_time", from: start, tenths: 3600_0, priority: .urgent)
        try write("resolution_time", from: start, tenths: 86_400_0, warning: 172_800_0)
        try write("reopen_rate", from: start, tenths: 7_5, warning: 10_0, team: .returns)
        try write("csat", from: start, tenths: 85_0, warning: 80_0, owner: "山田 花子")
        try write("csat", from: start, tenths: 90_0, warning: 85_0, segment: .vip)
        try write("nps", from: start, tenths: 30_0, warning: 15_0)
        try write("occupancy", from: start, tenths: 80_0, warning: 85_0, team: .firstLine)
        return try file.finish()
    }

    static func writeInitiatives(
        _ shop: Shop, in directory: String
    ) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/initiatives.csv",
            columns: "initiative_id,name,starts_on,ends_on,description,channel,category")
        func write(
            _ id: StaticString, _ name: StaticString, from: CivilDate, to: CivilDate? = nil,
            _ description: StaticString, channel: Channel? = nil, category: Category? = nil
        ) throws(SampleError) {
            file.text(id)
            file.text(name)
            file.date(from)
            file.date(to)
            file.text(description)
            file.text(channel?.text)
            file.text(category?.text)
            try file.endRow()
        }
        try write(
            "chat-routing", "Chat routing by skill", from: shop.chatRoutingStart.date,
            "Chats go to whoever knows the topic; expected to halve the first response time.", channel: .chat)
        try write(
            "returns-labels", "Labels in every parcel", from: shop.window.day(atPercent: 30),
            to: shop.window.day(atPercent: 45),
            "A return label in the box.\nTrial, ended: \"nobody found it\".", category: .returns)
        return try file.finish()
    }
}
