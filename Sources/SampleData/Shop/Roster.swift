import Basics

/// The agents, as many as the tickets need.
struct Roster: Sendable {
    let humans: [Agent]
    let bots = 2
    /// Hours of a shift: few tickets are answered by people who work part-time.
    let shiftHours: Int
    private let byTeam: [[Agent]]

    init(tickets: Int, window: Window, seed: UInt64) {
        // About 10 minutes of logged work a ticket; five days of seven at 6.5 available hours, of which
        // three quarters are busy, make some 210 minutes an agent and day.
        let minutes = tickets * 10 / window.days
        let needed = minutes / 210
        // With those who have left or are yet to come, of whom there is one in five.
        let count = max(Self.smallest, needed * 11 / 10)
        shiftHours = needed < Self.smallest ? 4 : 8
        humans = (0..<count).map { Self.agent($0, window: window, seed: seed) }
        byTeam = Team.allCases.map { [humans] team in humans.filter { $0.team == team } }
    }

    /// A member of the team who works there on that day.
    func anyone(in team: Team, on day: CivilDate, _ random: inout SplitMix64) -> Agent {
        let members = byTeam[team.rawValue]
        for _ in 0..<8 {
            let agent = random.any(of: members)
            if agent.works(on: day) { return agent }
        }
        return members[0]  // who is there from before the first day until after the last
    }

    private static let smallest = 10

    private static func agent(_ number: Int, window: Window, seed: UInt64) -> Agent {
        var random = SplitMix64(seed: seed, .agent, number)
        let pace = random.within(65...150)
        var startedOn = window.firstDay + -random.within(30...1500)
        var endedOn: CivilDate?
        if number >= Team.allCases.count {
            switch number % 10 {
            case 6: startedOn = window.day(atPercent: random.within(10...70))
            case 8: endedOn = window.day(atPercent: random.within(30...90))
            default: break
            }
        }
        return Agent(
            number: number, kind: .human, team: Team.seats[number % Team.seats.count], startedOn: startedOn,
            endedOn: endedOn, pacePercent: pace)
    }
}
