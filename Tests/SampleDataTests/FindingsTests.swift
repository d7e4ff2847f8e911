import Basics
import SampleData
import Testing

/// What an analyst can find in a sample.
@Suite struct FindingsTests {
    @Test func chatsAreAnsweredTwiceAsFastSinceTheInitiative() throws {
        let initiative = try #require(
            try Mess.rows("initiatives").first { $0["initiative_id"] == "chat-routing" })
        let start = try date(initiative["starts_on"] ?? "").dayNumber * 86_400_000
        let chats = try Desk.mess.get().stories.filter { $0.channel == "chat" }
        let before = median(chats.filter { $0.createdAt < start }.compactMap(\.firstResponse))
        let after = median(chats.filter { $0.createdAt >= start }.compactMap(\.firstResponse))
        #expect(after * 2 < before)
    }

    @Test func theReturnsDeskIsSlowOnMondays() throws {
        let returns = try Desk.mess.get().stories.filter { $0.category == "Returns" && $0.channel == "email" }
        let mondays = returns.filter { weekday($0) == 1 }.compactMap(\.firstResponse)
        let others = returns.filter { (2...5).contains(weekday($0)) }.compactMap(\.firstResponse)
        #expect(median(mondays) > median(others) * 3 / 2)
    }

    @Test func channelsAnswerAtTheirOwnSpeed() throws {
        let stories = try Desk.mess.get().stories
        let medians = ["phone", "chat", "social", "email", "web"].map { channel in
            median(stories.filter { $0.channel == channel }.compactMap(\.firstResponse))
        }
        #expect(medians == medians.sorted())
    }

    @Test func volumeHasAWeekADayAndAPeak() throws {
        let stories = try Desk.mess.get().stories
        let weekdays = Dictionary(grouping: stories, by: weekday).mapValues(\.count)
        #expect((weekdays[1] ?? 0) > (weekdays[7] ?? 0) * 13 / 10)
        let hours = Dictionary(grouping: stories, by: { $0.createdAt / 3_600_000 % 24 }).mapValues(\.count)
        #expect((hours[9] ?? 0) > 5 * (hours[3] ?? 0))
        let peak = try date("2025-11-24").dayNumber
        let weeks = Dictionary(grouping: stories, by: { ($0.createdAt / 86_400_000 - peak + 700) / 7 })
        let counts = weeks.mapValues(\.count)
        #expect(counts.max { $0.value < $1.value }?.key == 100)
        #expect((counts[100] ?? 0) > 2 * (counts[98] ?? 0))
    }

    @Test func agentsAreBusyButNotOverwhelmed() throws {
        let sample = try Sample(tickets: 3000, days: 7, seed: 3, until: "2026-03-01")
        let handled = try sample.rows("interactions").reduce(0.0) { sum, row in
            ["handling_seconds", "communication_seconds", "technical_seconds"].reduce(sum) {
                $0 + (Double(row[$1] ?? "") ?? 0)
            }
        }
        let available = try sample.rows("shifts").reduce(0) { sum, shift in
            let starts = try #require(parseInstant(shift["starts_at"] ?? ""))
            let ends = try #require(parseInstant(shift["ends_at"] ?? ""))
            return sum + (["", "available"].contains(shift["activity"]) ? ends - starts : starts - ends)
                / 1000
        }
        #expect((0.4...0.9).contains(handled / Double(available)))
    }

    /// 1 for Monday.
    private func weekday(_ story: Desk.Story) -> Int {
        CivilDate(dayNumber: story.createdAt / 86_400_000).weekday.index + 1
    }

    private func median(_ values: [Int]) -> Int {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
