/// How a tool writes its instants: a help desk, its chat and its telephone system differ.
enum InstantForm {
    /// `2026-03-09T12:34:56Z`
    case utc
    /// `2026-03-09T12:34:56.789Z`
    case milliseconds(Int)
    /// `2026-03-09T13:34:56+01:00`
    case ahead(hours: Int)

    var offsetHours: Int {
        if case .ahead(let hours) = self { hours } else { 0 }
    }
}
