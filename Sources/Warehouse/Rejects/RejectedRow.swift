import PostgresClient

/// A rejected row as it is kept.
package struct RejectedRow: Sendable {
    package let id: Int
    package let loadID: Int
    package let source: String
    package let entity: String
    package let file: String
    /// Physical line on which the record starts; the header is line 1.
    package let line: Int
    package let column: String?
    package let reason: String
    /// The record, byte for byte.
    package let raw: [UInt8]

    /// The record as text; bytes that are no printable UTF-8 are written `\xNN`, and so is a backslash that would read
    /// as such.
    package var shownRaw: String {
        var shown = ""
        var rest = raw[...]
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let piece = rest.prefix(length)
            let isPlain =
                byte >= 0x20 && byte != 0x7F && !Self.readsAsEscape(rest) || byte == 0x0A || byte == 0x0D
                || byte == 0x09
            if isPlain, let text = String(validating: piece, as: UTF8.self) {
                shown += text
                rest = rest.dropFirst(piece.count)
            } else {
                shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                rest = rest.dropFirst()
            }
        }
        return shown
    }

    /// Whether there stands what is written for a byte: `\x`, and two hexadecimal digits.
    private static func readsAsEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        let start = Array(bytes.prefix(4))
        return start.count == 4 && start[0] == UInt8(ascii: "\\") && start[1] == UInt8(ascii: "x")
            && start[2...].allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    }
}

extension Warehouse {
    /// Lends each reject, oldest first: those of a load, or those that are open.
    package mutating func forEachReject(load: Int?, _ body: (RejectedRow) throws -> Void) throws {
        try connection.stream(
            """
            select reject_id, load_id, source, entity, file, line, column_name, reason, encode(raw, 'hex')
            from meta.reject
            where case when \(load)::bigint is null then cleared_by_load_id is null else load_id = \(load)::bigint end
            order by reject_id
            """
        ) { row in
            try body(
                RejectedRow(
                    id: row.decode(at: 0), loadID: row.decode(at: 1), source: row.decode(at: 2),
                    entity: row.decode(at: 3), file: row.decode(at: 4), line: row.decode(at: 5),
                    column: row.decode(at: 6), reason: row.decode(at: 7),
                    raw: row.withBytes(at: 8) { hex in RejectedRow.bytes(ofHex: hex) }))
        }
    }
}

extension Warehouse {
    /// Takes open rejects for settled: what they lacked has come another way, or will not come.
    ///
    /// They are kept. The same row rejected again is a new reject. Returns how many there were; throws
    /// `RejectDismissalError`, with nothing changed, where one of the numbers is no open reject's, or where a load that
    /// was under way has changed one: what that is now nobody has looked at.
    @discardableResult
    package mutating func dismissRejects(_ ids: [Int]) throws -> Int {
        do {
            return try connection.transaction(isolation: .repeatableRead) { connection in
                let dismissed = try connection.execute(
                    """
                    update meta.reject set cleared_by_load_id = 0
                    where reject_id = any (\(ids)) and cleared_by_load_id is null
                    returning reject_id
                    """
                ).values(Int.self)
                let others = Set(ids).subtracting(dismissed).sorted()
                guard others.isEmpty else { throw RejectDismissalError.notOpen(others) }
                return dismissed.count
            }
        } catch let error as PostgresError where error.sqlState == .serializationFailure {
            throw RejectDismissalError.changedMeanwhile
        }
    }
}

/// Why rejects could not be dismissed.
package enum RejectDismissalError: Error, CustomStringConvertible {
    /// Numbers that are no open reject's.
    case notOpen([Int])
    /// A load has just cleared one, or met it again.
    case changedMeanwhile

    package var description: String {
        switch self {
        case .notOpen(let ids):
            "no open reject has the number \(ids.map(String.init).joined(separator: ", ")); nothing was dismissed"
        case .changedMeanwhile:
            "a load has changed one of these rejects meanwhile: look at them again; nothing was dismissed"
        }
    }
}

extension RejectedRow {
    /// The bytes that pairs of hexadecimal digits stand for; none for null.
    static func bytes(ofHex hex: UnsafeBufferPointer<UInt8>?) -> [UInt8] {
        guard let hex else { return [] }
        func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte - 48 : byte - 87 }
        return stride(from: 0, to: hex.count, by: 2).map { digit(hex[$0]) << 4 | digit(hex[$0 + 1]) }
    }
}
