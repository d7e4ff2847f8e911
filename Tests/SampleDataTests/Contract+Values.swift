import Basics
import SampleData

extension Contract.ValueType {
    /// Whether a value that is there reads as the type.
    func accepts(_ value: String) -> Bool {
        switch self {
        case .id: value.utf8.count <= 512
        case .text: true
        case .instant: parseInstant(value) != nil
        case .date: CivilDate(value) != nil
        case .seconds: value.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil
        case .money, .number: value.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
        case .integer: value.wholeMatch(of: /-?[0-9]+/) != nil
        case .boolean: ["true", "false"].contains(value)
        case .currency: value.wholeMatch(of: /[A-Z]{3}/) != nil
        case .weekday: value.wholeMatch(of: /[1-7]/) != nil
        case .time(let allows24):
            value.wholeMatch(of: /([01][0-9]|2[0-3]):[0-5][0-9]/) != nil || allows24 && value == "24:00"
        case .oneOf(let values): values.contains(value)
        }
    }
}

/// Milliseconds since 1970 of an ISO 8601 instant with an offset; nil for anything else.
func parseInstant(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
        bytes[16] == UInt8(ascii: ":"), let date = CivilDate(String(text.prefix(10))),
        let hour = digits(bytes[11..<13]), hour < 24, let minute = digits(bytes[14..<16]), minute < 60,
        let second = digits(bytes[17..<19]), second < 60
    else { return nil }
    var milliseconds = 0
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
        guard rest.count > 4, let fraction = digits(rest.dropFirst().prefix(3)) else { return nil }
        milliseconds = fraction
        rest = rest.dropFirst(4)
    }
    var offset = 0
    if !rest.elementsEqual("Z".utf8) {
        guard rest.count == 6, rest.first == UInt8(ascii: "+"), rest.suffix(3).elementsEqual(":00".utf8),
            let hours = digits(rest.dropFirst().prefix(2))
        else { return nil }
        offset = hours
    }
    let seconds = date.dayNumber * 86_400 + (hour - offset) * 3600 + minute * 60 + second
    return seconds * 1000 + milliseconds
}

private func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.reduce(0 as Int?) { number, byte in
        (48...57).contains(byte) ? number.map { $0 * 10 + Int(byte - 48) } : nil
    }
}
