import SQLScanning

/// The words and signs of a statement, comments aside, with what stands in which brackets.
struct SQLWords {
    struct Word {
        let kind: SQLToken.Kind
        /// A word in lower case, a name without its quotes, anything else as it is written.
        let text: String
        /// Characters from the statement's start.
        let range: Range<Int>
    }

    let list: [Word]
    /// The places of closing brackets by those of their opening ones.
    private let closings: [Int: Int]

    init(_ list: [Word]) {
        self.list = list
        var open: [Int] = []
        var closings: [Int: Int] = [:]
        for (index, word) in list.enumerated() where word.kind == .sign {
            if word.text == "(" { open.append(index) }
            if word.text == ")", let opening = open.popLast() { closings[opening] = index }
        }
        self.closings = closings
    }

    var count: Int { list.count }

    /// Whether a word, not a name in quotes, is one of these.
    func word(_ index: Int, isOneOf words: Set<String>) -> Bool {
        list.indices.contains(index) && list[index].kind == .word && words.contains(list[index].text)
    }

    func isWord(_ index: Int, _ word: String) -> Bool {
        list.indices.contains(index) && list[index].kind == .word && list[index].text == word
    }

    func isSign(_ index: Int, _ sign: String) -> Bool {
        list.indices.contains(index) && list[index].kind == .sign && list[index].text == sign
    }

    /// Whether a name may stand there: in quotes, or a word that means nothing else.
    func isName(_ index: Int) -> Bool {
        guard list.indices.contains(index) else { return false }
        return list[index].kind == .quotedName
            || list[index].kind == .word && !SQLKeywords.nameless.contains(list[index].text)
    }

    /// Whether what ends there is a value, so that an operator or a clause follows.
    func endsOperand(_ index: Int) -> Bool {
        guard list.indices.contains(index) else { return false }
        switch list[index].kind {
        case .number, .string, .quotedName, .variable: return true
        case .word:
            return !SQLKeywords.reserved.contains(list[index].text)
                || SQLKeywords.values.contains(list[index].text)
        case .sign:
            if list[index].text == "*" {
                return isWord(index - 1, "select") || [",", ".", "("].contains { isSign(index - 1, $0) }
            }
            return list[index].text == ")" || list[index].text == "]"
        case .comment, .backslash: return false
        }
    }

    /// The bracket that closes the one there; the end where none does.
    func closing(_ opening: Int) -> Int { closings[opening] ?? count }

    /// The bracket that is open before a place, the innermost.
    func opening(before index: Int) -> Int? {
        (0..<min(index, count)).last { isSign($0, "(") && closing($0) >= index }
    }

    /// Whether a bracket holds a query.
    func holdsQuery(_ opening: Int) -> Bool {
        word(
            opening + 1,
            isOneOf: ["select", "with", "values", "insert", "update", "delete"])
    }

    /// The places in a range that are in no bracket of it, without the closing ones.
    func outer(_ range: Range<Int>) -> [Int] {
        var places: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            places.append(index)
            index = isSign(index, "(") ? closing(index) + 1 : index + 1
        }
        return places
    }

    /// The parts of a range between its commas.
    func items(_ range: Range<Int>) -> [Range<Int>] {
        var items: [Range<Int>] = []
        var start = range.lowerBound
        for index in outer(range) where isSign(index, ",") {
            items.append(start..<index)
            start = index + 1
        }
        return (items + [start..<max(start, range.upperBound)]).filter { !$0.isEmpty }
    }
}
