/// Why text is not the JSON we can take.
enum JSONFault: Error, Hashable {
    case noObject
    case expectedKey
    case expectedColon
    case expectedCommaOrBrace
    case expectedCommaOrBracket
    case expectedValue
    case badNumber
    case hugeNumber
    case openString
    case controlCharacter
    case badEscape
    case loneSurrogate
    case nul
    case tooDeep
    case tooManyMembers
    case trailingText

    /// What is wrong, and what would be right.
    var reason: String {
        switch self {
        case .noObject: "a JSON object is expected on each line, as {\"ticket_id\": \"1\"}"
        case .expectedKey: "a name in double quotes is expected"
        case .expectedColon: "a colon is expected after the name"
        case .expectedCommaOrBrace: "a comma or } is expected"
        case .expectedCommaOrBracket: "a comma or ] is expected"
        case .expectedValue:
            "a value is expected (text in double quotes, a number, true, false, null, [ or {)"
        case .badNumber: "a number is written as -12.5 or 1e3, without + and leading zeros"
        case .hugeNumber: "the number is out of range; at most \(Limits.numberDigits) digits can be kept"
        case .openString: "the text's closing double quote is missing"
        case .controlCharacter: "a control character stands in the text; write it as \\n, \\t or \\u001f"
        case .badEscape: "the backslash begins no escape that JSON knows; write \\\\ for a backslash"
        case .loneSurrogate: "\\u stands for half a character (a lone surrogate); write both halves"
        case .nul: "\\u0000 stands for NUL, which text cannot hold; remove it"
        case .tooDeep: "the value is nested more than \(Limits.jsonDepth) levels deep"
        case .tooManyMembers: "the object has more than \(Limits.jsonMembers) members"
        case .trailingText: "something follows the object; put one object on each line"
        }
    }
}
