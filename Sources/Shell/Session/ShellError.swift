/// What the shell itself refuses, in one line.
package struct ShellError: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
