import Basics

extension NearestName {
    /// The candidate that differs by case, blanks and punctuation only, or else by few letters.
    static func closest(to name: String, among candidates: [String]) -> String? {
        let plain = plain(name)
        return candidates.first { Self.plain($0) == plain } ?? of(name, among: candidates)
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
