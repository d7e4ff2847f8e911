import Basics

/// One of the roster, and those that only tickets know of.
struct Agent {
    enum Kind { case human, bot }

    /// Its place in the roster, from 0.
    let number: Int
    let kind: Kind
    let team: Team
    let startedOn: CivilDate
    /// The last day; nil for those who stay.
    let endedOn: CivilDate?
    /// Time taken relative to the average, in percent.
    let pacePercent: Int

    func works(on day: CivilDate) -> Bool {
        guard startedOn <= day else { return false }
        guard let endedOn else { return true }
        return day <= endedOn
    }
}
