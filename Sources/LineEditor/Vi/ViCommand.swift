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
        /// One of `h l w W b B e E 0 ^ $ G ; , %`.
        case motion(Character)
        /// To a character of the row: `f F t T`.
        case find(Find)
        /// `gg`.
        case textStart
        /// The operator twice: whole rows.
        case rows
        /// `j` and `k` behind an operator: the row, and those below or above it.
        case rowsBeside(isBelow: Bool)
        /// `iw`, `a"`, `i(` …: the word, or what stands between such signs.
        case object(Character, isAround: Bool)

        /// Whether it is rows as a whole.
        var isOfRows: Bool {
            switch self {
            case .rows, .rowsBeside: true
            case .motion, .find, .textStart, .object: false
            }
        }
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
    /// How often; nil where nothing is said.
    var givenCount: Int?

    var count: Int { givenCount ?? 1 }

    private init(_ action: Action, _ count: Int?) {
        self.action = action
        givenCount = count
    }

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
            return .command(ViCommand(.operate(action, target), count))
        }
        if let action = Operator(rawValue: first) {
            rest.removeFirst()
            let times = number(&rest).map { $0 * (count ?? 1) } ?? count
            if rest.first == first { return .command(ViCommand(.operate(action, .rows), times)) }
            return target(of: &rest, isOfOperator: true) { ViCommand(.operate(action, $0), times) }
        }
        if first == "r" {
            guard let character = rest.dropFirst().first else { return .incomplete }
            return .command(ViCommand(.replace(character), count))
        }
        if keys.contains(first) { return .command(ViCommand(.key(first), count)) }
        return target(of: &rest, isOfOperator: false) { ViCommand(.move($0), count) }
    }

    private static let shorthands: [Character: (Operator, Target)] = [
        "x": (.delete, .motion("l")), "X": (.delete, .motion("h")), "D": (.delete, .motion("$")),
        "C": (.change, .motion("$")), "s": (.change, .motion("l")), "S": (.change, .rows),
        "Y": (.copy, .rows),
    ]
    private static let keys: Set<Character> = [
        "i", "a", "I", "A", "o", "O", "p", "P", "u", "j", "k", "J", "/", "?", "n", "N", "v", "~",
        ".",
    ]
    private static let motions: Set<Character> = [
        "h", "l", " ", "w", "W", "b", "B", "e", "E", "0", "^", "$", "G", ";", ",", "%",
    ]
    private static let objects: Set<Character> = ["w", "W", "'", "\"", "(", ")", "b", "[", "]", "{", "}"]

    private static func target(
        of rest: inout ArraySlice<Character>, isOfOperator: Bool, command: (Target) -> ViCommand
    ) -> Reading {
        guard let first = rest.popFirst() else { return .incomplete }
        if motions.contains(first) { return .command(command(.motion(first == " " ? "l" : first))) }
        if isOfOperator, first == "j" || first == "k" {
            return .command(command(.rowsBeside(isBelow: first == "j")))
        }
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
