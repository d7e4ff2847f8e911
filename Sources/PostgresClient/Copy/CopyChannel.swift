import CLibPQ

/// The way into a running `COPY … FROM STDIN`: what both writers send through.
struct CopyChannel {
    let handle: OpaquePointer

    /// Sends bytes of the stream; where they are split means nothing.
    ///
    /// What the server has against them shows at the end of the copy only.
    /// The corresponding C function is `PQputCopyData`.
    func send(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.largestPiece))
            guard
                PQputCopyData(
                    handle, piece.assumingMemoryBound(to: CChar.self).baseAddress, Int32(piece.count)) == 1
            else {
                throw .connectionLost(String(cString: PQerrorMessage(handle)).droppingLastLineBreak())
            }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// libpq copies each piece into its send buffer, which keeps the size it once had.
    private static let largestPiece = 1 << 20
}
