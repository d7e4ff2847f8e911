import Platform

/// The environment variables that decide where the private server is.
package struct ServerEnvironment: Sendable {
    private let values: [String: String]?

    /// The variables of this process.
    package static let current = ServerEnvironment(values: nil)

    /// Variables given by name, in place of the process's.
    package init(_ values: [String: String]) {
        self.init(values: values)
    }

    private init(values: [String: String]?) {
        self.values = values
    }

    /// A variable's value; nil where it is not set, or set to nothing.
    package subscript(name: String) -> String? {
        let value = values.map { $0[name] } ?? getenv(name).map { String(cString: $0) }
        return value?.isEmpty == false ? value : nil
    }
}
