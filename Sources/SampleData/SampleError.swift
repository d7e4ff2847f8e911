/// Why a sample source could not be written.
package enum SampleError: Error, Equatable, Sendable, CustomStringConvertible {
    /// An argument outside what the generator can do; the text names it and its range.
    case outOfRange(String)
    /// The system refused to create or write this file or folder.
    case cannotWrite(path: String, reason: String)

    package var description: String {
        switch self {
        case .outOfRange(let argument): argument
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        }
    }
}
