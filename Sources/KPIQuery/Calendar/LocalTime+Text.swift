import Basics

extension LocalTime {
    /// Reads PostgreSQL's `timestamp` and ISO 8601 without zone: `2026-03-09 14:00:00`, `2026-03-09T14:00:00.5`.
    ///
    /// Fractions of a second are dropped.
    package init?(_ text: String) {
        let characters = Array(text)
        guard characters.count >= 19, let date = CivilDate(String(characters[..<10])),
            characters[10] == " " || characters[10] == "T", characters[13] == ":", characters[16] == ":"
        else { return nil }
        if characters.count > 19 {
            guard characters[19] == ".", characters.count > 20,
                characters[20...].allSatisfy({ ("0"..."9").contains($0) })
            else { return nil }
        }
        var second = 0
        for (place, limit) in [(11, 24), (14, 60), (17, 60)] {
            let digits = characters[place...(place + 1)]
            guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(String(digits)),
                number < limit
            else { return nil }
            second = second * 60 + number
        }
        self.init(date, second: second)
    }
}
