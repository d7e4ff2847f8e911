/// A PostgreSQL server's version.
package struct ServerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number that decides whether data fit: 15.
    package let major: Int
    /// The number of the bug-fix release: 18 of 15.18; 0 for a beta.
    package let minor: Int

    /// The oldest major version that the product works with.
    package static let oldestSupported = 15

    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads what `postgres --version` prints: `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    package init?(programOutput: String) {
        guard let marker = programOutput.firstRange(of: "(PostgreSQL) ") else { return nil }
        let digits = programOutput[marker.upperBound...].prefix { $0.isWholeNumber || $0 == "." }
        let numbers = digits.split(separator: ".").compactMap { Int($0) }
        guard let major = numbers.first else { return nil }
        self.init(major: major, minor: numbers.count > 1 ? numbers[1] : 0)
    }

    /// Older before newer.
    package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// As people write it: `15.18`.
    package var description: String { "\(major).\(minor)" }
}
