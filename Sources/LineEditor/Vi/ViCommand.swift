/// A command of vi's normal mode.
struct ViCommand: Hashable, Sendable {
    /// What is done with a stretch of the text.
    enum Operator: Character, Sendable {
        case delete = "d"
        case change = "c"
        case copy = "y"
    }

    /// Where the cursor goes, or how far an operator works.
    enum Target: Hashable, Sendable {
        /// One of `h l w W b B e E 0 ^ $ G ; ,`.
        case motion(Character)
        /// To a character of the row: `f F t T`.
        case find(Find)
        /// `gg`.
        case textStart
        /// The operator twice: whole rows.
        case rows
        /// `iw`, `a"`, `i(` …: the word, or what stands between such signs.
        case object(Character, isAround: Bool)
    }

    /// A search for a character of the row.
    struct Find: Hashable, Sendable {
        var character: Character
        var isForward: Bool
        /// Whether to stop before it.
        var isShort: Bool

        init(character: Character, isForward: Bool, isShort: Bool) {
            self.character = character
            self.isForward = isForward
            self.isShort = isShort
        }

        /// The other way round, for `,`.
        var reversed: Find { Find(character: character, isForward: !isForward, isShort: isShort) }
    }

    enum Action: Hashable, Sendable {
        case move(Target)
        case operate(Operator, Target)
        case replace(Character)
        /// A letter that says it all: `i`, `p`, `u` …
        case key(Character)
    }

    var action: Action
    /// How often; 1 where nothing is said.
    var count: Int

    /// What letters come to.
    enum Reading: Hashable, Sendable {
        case command(ViCommand)
        /// More have to come.
        case incomplete
        case nothing
    }

    static func reading(_ typed: [Character]) -> Reading {
        var rest = typed[...]
        let count = number(&rest)
        guard let first = rest.first else { return .incomplete }
        if let (action, target) = shorthands[first] {
            return .command(ViCommand(action: .operate(action, target), count: count ?? 1))
        }
        if let action = Operator(rawValue: first) {
            rest.removeFirst()
            let times = (count ?? 1) * (number(&rest) ?? 1)
            if rest.first == first {
                return .command(ViCommand(action: .operate(action, .rows), count: times))
            }
            return target(of: &rest, isOfOperator: true) {
                ViCommand(action: .operate(action, $0), count: times)
            }
        }
        if first == "r" {
            guard let character = rest.dropFirst().first else { return .incomplete }
            return .command(ViCommand(action: .replace(character), count: count ?? 1))
        }
        if keys.contains(first) { return .command(ViCommand(action: .key(first), count: count ?? 1)) }
        return target(of: &rest, isOfOperator: false) { ViCommand(action: .move($0), count: count ?? 1) }
    }

    private static let shorthands: [Character: (Operator, Target)] = [
        "x": (.delete, .motion("l")), "X": (.delete, .motion("h")), "D": (.delete, .motion("$")),
        "C": (.change, .motion("$")), "s": (.change, .motion("l")), "S": (.change, .rows),
        "Y": (.copy, .rows),
    ]
    private static let keys: Set<Character> = [
        "i", "a", "I", "A", "o", "O", "p", "P", "u", "j", "k", "/", "v", "~", ".",
    ]
    private static let motions: Set<Character> = [
        "h", "l", " ", "w", "W", "b", "B", "e", "E", "0", "^", "$", "G", ";", ",",
    ]
    private static let objects: Set<Character> = ["w", "W", "'", "\"", "(", ")", "b", "[", "]", "{", "}"]

    private static func target(
        of rest: inout ArraySlice<Character>, isOfOperator: Bool, command: (Target) -> ViCommand
    ) -> Reading {
        guard let first = rest.popFirst() else { return .incomplete }
        if motions.contains(first) { return .command(command(.motion(first == " " ? "l" : first))) }
        let isObject = isOfOperator && (first == "i" || first == "a")
        guard isObject || "gfFtT".contains(first) else { return .nothing }
        guard let second = rest.popFirst() else { return .incomplete }
        if isObject {
            return objects.contains(second)
                ? .command(command(.object(second, isAround: first == "a"))) : .nothing
        }
        if first == "g" { return second == "g" ? .command(command(.textStart)) : .nothing }
        return .command(
            command(
                .find(
                    Find(
                        character: second, isForward: first.isLowercase, isShort: first.lowercased() == "t")))
        )
    }

    /// A count before a command; 0 is none, but a motion.
    private static func number(_ rest: inout ArraySlice<Character>) -> Int? {
        let digits = rest.first == "0" ? [] : rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : min(Int(String(digits)) ?? 1_000, 1_000)
    }
}
