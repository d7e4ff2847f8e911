/// The last pieces of text that were cut out, to be put in again elsewhere.
struct KillRing: Hashable, Sendable {
    private static let capacity = 32

    /// Newest last.
    private var pieces: [[Character]] = []

    /// Keeps a piece.
    mutating func push(_ piece: [Character]) {
        guard !piece.isEmpty else { return }
        if pieces.count == Self.capacity { pieces.removeFirst() }
        pieces.append(piece)
    }

    /// Adds to the newest piece: several cuts in a row are one piece.
    mutating func extend(with piece: [Character], atFront: Bool) {
        guard let newest = pieces.popLast() else { return push(piece) }
        pieces.append(atFront ? piece + newest : newest + piece)
    }

    /// The piece cut so many cuts ago; nil when there is none.
    func piece(_ age: Int) -> [Character]? {
        guard !pieces.isEmpty else { return nil }
        return pieces[pieces.count - 1 - age % pieces.count]
    }
}
