/// The two schedules of the shop.
enum Schedule: CaseIterable {
    case office, night

    var text: StaticString {
        switch self {
        case .office: "office"
        case .night: "night"
        }
    }
}
