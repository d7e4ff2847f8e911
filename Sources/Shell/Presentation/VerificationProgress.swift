package import Warehouse

/// One line on a terminal that says which check is running.
package struct VerificationProgress {
    private let isShown: Bool
    private let write: (String) -> Void

    /// Writes nothing where it is not shown.
    package init(isShown: Bool, write: @escaping (String) -> Void) {
        self.isShown = isShown
        self.write = write
    }

    /// Replaces what was said before.
    package func show(_ step: VerificationStep) {
        switch step {
        case .check(let number, let count, let name, let subject):
            say("check \(number) of \(count): \(name) \(subject)")
        case .fromCore(let action): say(action)
        }
    }

    /// Takes the line away.
    package func clear() { say("") }

    private func say(_ text: String) {
        if isShown { write("\r\u{1B}[K" + text.prefix(78)) }
    }
}
