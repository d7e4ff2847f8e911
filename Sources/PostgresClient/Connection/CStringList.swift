/// Texts as C wants them: an array of pointers to NUL-terminated strings, nil for null, and a nil at the end.
struct CStringList {
    private var bytes: [CChar] = []
    private var offsets: [Int?] = []

    /// Copies the texts into one block; none may contain a NUL.
    init(_ texts: some Sequence<String?>) {
        for text in texts {
            guard let text else {
                offsets.append(nil)
                continue
            }
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
    }

    /// Lends the pointers for the length of the closure.
    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            let pointers = offsets.map { offset in
                offset.flatMap { bytes.baseAddress?.advanced(by: $0) }
            }
            return (pointers + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
