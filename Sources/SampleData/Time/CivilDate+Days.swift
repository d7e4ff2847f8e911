import Basics

extension CivilDate {
    static func + (date: CivilDate, days: Int) -> CivilDate { date.adding(days: days) }

    static func - (left: CivilDate, right: CivilDate) -> Int { left.dayNumber - right.dayNumber }
}
