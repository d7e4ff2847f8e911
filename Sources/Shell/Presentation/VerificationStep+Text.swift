package import Warehouse

extension VerificationStep {
    /// What is being done, for people.
    package var text: String {
        switch self {
        case .check(let number, let count, let name, let subject):
            "check \(number) of \(count): \(name) \(subject)"
        case .fromCore(let action): action
        }
    }
}
