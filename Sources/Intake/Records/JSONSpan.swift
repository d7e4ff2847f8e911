/// How far a JSON value reaches, told from its quotes and brackets alone; it may be looked at piece by piece.
///
/// A value at fault is to spoil itself, not what follows: a bracket closes all that was opened within it, and text
/// ends with its line.
struct JSONSpan {
    /// The brackets that are open.
    private var open: [UInt8] = []
    private var isInText = false
    private var isEscaped = false
    private var isEmpty = true

    /// Looks at `count` more bytes of the value.
    ///
    /// - Returns: How many of them are the value's if it ends among them; else nil.
    mutating func end(in bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        for index in 0..<count {
            let byte = bytes[index]
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") {
                    isInText = false
                    if open.isEmpty { return index + 1 }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // '{' and '}', '[' and ']' are two apart. What nothing opened closes what is around.
                guard let opened = open.lastIndex(of: byte - 2) else { return isEmpty ? index + 1 : index }
                open.removeSubrange(opened...)
                if open.isEmpty { return index + 1 }
            case UInt8(ascii: ","), 0...UInt8(ascii: " "):
                if open.isEmpty { return index }
            default: break
            }
            isEmpty = false
        }
        return nil
    }
}
