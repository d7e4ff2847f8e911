/// Finds the values that JSON arrays hold, one after another: those of a plain array, or of one member of an object, as
/// in a page of an API's answer: `{"tickets": [{…}, {…}], "next_page": "…"}`.
///
/// Several such documents may follow each other. What an object's other members hold is stepped over.
struct JSONArraySplitter {
    /// What was found at the window's start.
    enum Outcome {
        /// Up to `next` there is no value of the array.
        case passed(next: Int)
        /// A value of the array ends at `next`.
        case value(next: Int)
        /// The value reaches beyond the window.
        case incomplete
        /// The input ends within an array or object.
        case cutOff
        /// The input is used up.
        case end
    }

    private enum Place {
        /// Before, between and after documents.
        case outside
        /// Among an object's members.
        case members
        /// Among an array's values.
        case array
    }

    /// The members that hold records; a plain array needs none.
    private let memberNames: [[UInt8]]
    private var place = Place.outside
    private var isWithinObject = false
    /// Whether the value under way is nothing that is looked for.
    private var isSteppingOver = false
    private var span = JSONSpan()
    /// How many bytes of the value under way were looked at.
    private var seenCount = 0

    /// - Parameter memberNames: The members that may hold an object's records.
    init(memberNames: [String]) {
        self.memberNames = memberNames.map { Array($0.utf8) }
    }

    /// What an API may call the array that a file named `stem` holds: `ticket_audits`, and `audits`.
    static func memberNames(forFile stem: String) -> [String] {
        [stem] + stem.indices.filter { stem[$0] == "_" }.map { String(stem[stem.index(after: $0)...]) }
    }

    /// Whether the object at `start` begins with a page's members: one of those that hold records, its array open.
    ///
    /// - Returns: nil where the window ends before that is known.
    func isPage(in window: borrowing InputWindow, from start: Int) -> Bool? {
        let base = UnsafePointer(window.base)
        var index = start + 1
        while true {
            while index < window.end, Self.isBetween(base[index]) { index += 1 }
            guard index < window.end else { return nil }
            guard base[index] == UInt8(ascii: "\"") else { return false }
            guard let member = member(in: window, from: index) else { return nil }
            if member.holdsRecords { return true }
            var span = JSONSpan()
            guard let count = span.end(in: base + member.value, window.end - member.value) else { return nil }
            index = member.value + count
        }
    }

    /// Looks at what stands at the window's start, which its owner moves to where the outcome says.
    mutating func next(in window: borrowing InputWindow) -> Outcome {
        let base = UnsafePointer(window.base)
        let start = window.start
        if isSteppingOver { return stepOver(in: window) }
        if seenCount > 0 { return value(in: window) }
        guard start < window.end else {
            guard window.isAtEnd else { return .incomplete }
            if case .outside = place { return .end }
            return .cutOff
        }
        switch (place, base[start]) {
        case (_, let byte) where Self.isBetween(byte):
            return .passed(next: start + 1)
        case (.outside, UInt8(ascii: "[")):
            place = .array
            return .passed(next: start + 1)
        case (.outside, UInt8(ascii: "{")):
            place = .members
            isWithinObject = true
            return .passed(next: start + 1)
        case (.members, UInt8(ascii: "}")):
            place = .outside
            isWithinObject = false
            return .passed(next: start + 1)
        case (.members, UInt8(ascii: "\"")):
            guard let member = member(in: window, from: start) else {
                return window.isAtEnd ? .cutOff : .incomplete
            }
            if member.holdsRecords {
                place = .array
                return .passed(next: member.value + 1)
            }
            isSteppingOver = true
            return .passed(next: member.value)
        case (.array, UInt8(ascii: "]")):
            place = isWithinObject ? .members : .outside
            return .passed(next: start + 1)
        default:
            return value(in: window)
        }
    }

    /// Gives up the value under way: what follows of it is stepped over.
    mutating func giveUp() {
        isSteppingOver = true
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte <= UInt8(ascii: " ") || byte == UInt8(ascii: ",")
    }

    private mutating func value(in window: borrowing InputWindow) -> Outcome {
        guard let end = spanEnd(in: window) else { return window.isAtEnd ? .cutOff : .incomplete }
        return .value(next: end)
    }

    private mutating func stepOver(in window: borrowing InputWindow) -> Outcome {
        if let end = spanEnd(in: window) {
            isSteppingOver = false
            return .passed(next: end)
        }
        seenCount = 0
        if window.count > 0 { return .passed(next: window.end) }
        return window.isAtEnd ? .cutOff : .incomplete
    }

    /// Where the value under way ends, if the window holds its end.
    private mutating func spanEnd(in window: borrowing InputWindow) -> Int? {
        let from = window.start + seenCount
        guard let count = span.end(in: UnsafePointer(window.base) + from, window.end - from) else {
            seenCount = window.count
            return nil
        }
        span = JSONSpan()
        seenCount = 0
        return from + count
    }

    /// The member whose name begins at `start`; nil if the window ends before its value begins.
    private func member(
        in window: borrowing InputWindow, from start: Int
    ) -> (value: Int, holdsRecords: Bool)? {
        let base = UnsafePointer(window.base)
        var span = JSONSpan()
        guard let count = span.end(in: base + start, window.end - start) else { return nil }
        let name = UnsafeBufferPointer(start: base + start + 1, count: max(count - 2, 0))
        var value = start + count
        while value < window.end, base[value] <= UInt8(ascii: " ") || base[value] == UInt8(ascii: ":") {
            value += 1
        }
        guard value < window.end else { return nil }
        let holdsRecords =
            base[value] == UInt8(ascii: "[") && memberNames.contains { $0.elementsEqual(name) }
        return (value, holdsRecords)
    }
}
