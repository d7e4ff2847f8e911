import Basics

/// `agents.csv`: the roster, without those whom only old tickets know.
enum AgentFile {
    static func write(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/agents.csv",
            columns: "agent_id,name,email,team,role,kind,started_on,ended_on")
        for agent in shop.roster.humans {
            file.agent(.human(agent.number))
            PersonName(number: agent.number * 5 + 2).write(to: &file)
            file.append("agent")
            file.append(1000 + agent.number)
            file.append("@example.net")
            file.endField()
            file.text(agent.team.text)
            file.text(agent.number % 9 == 1 ? "lead" : agent.number % 9 == 4 ? nil : "agent")
            file.text(agent.number % 3 == 0 ? nil : "human")
            file.date(agent.startedOn)
            file.date(agent.endedOn)
            try file.endRow()
        }
        for bot in 0..<shop.roster.bots {
            file.agent(.bot(bot))
            file.text(bot == 0 ? "Otto the Bot 🤖" : "Macro runner")
            file.text(nil)
            file.text(nil)
            file.text("assistant")
            file.text("bot")
            file.date(shop.window.firstDay + -90)
            file.date(nil)
            try file.endRow()
        }
        return try file.finish()
    }
}
