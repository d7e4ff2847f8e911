/// Turns what a terminal sends into keys, byte by byte.
///
/// The states follow ECMA-48: escape sequences that mean nothing here are read to their end and dropped, so that no
/// part of them lands in the text. The Escape key and the begin of a sequence are the same byte; only time tells
/// them apart, so the caller waits for `patience` and then calls `expire()`.
struct KeyDecoder {
    private enum State {
        case ground
        case scalar(bytes: [UInt8], missing: Int, isAlt: Bool)
        case escape(isAlt: Bool)
        case single(modifiers: Key.Modifiers)
        case control(ControlSequence, isAlt: Bool)
        /// A sequence of known length that is of no interest.
        case skipping(count: Int)
        /// A string for the terminal's own use, up to BEL or ESC \.
        case string(sawEscape: Bool)
        /// What came of a paste and has not been handed on.
        case paste([UInt8], hasStalled: Bool)
    }

    private var state = State.ground
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// How long to wait for the next byte before `expire()`; nil when nothing is begun.
    var patience: Duration? {
        switch state {
        case .ground: nil
        case .paste(_, hasStalled: false): .seconds(2)
        case .paste(let bytes, hasStalled: true):
            Self.unfinishedCount(of: bytes) < bytes.count ? .milliseconds(200) : nil
        default: .milliseconds(50)
        }
    }

    /// Takes what was read in one go and adds the keys that it completes.
    ///
    /// A paste ends with its end mark alone, however long that takes: what comes late must not run. Where the mark got
    /// lost, Ctrl-C leads out. It counts only alone, as a key comes, and after a pause, since a pasted text may
    /// contain its byte.
    mutating func feed(_ bytes: [UInt8], into keys: inout [Key]) {
        if case .paste(_, hasStalled: true) = state, bytes == [0x03] { state = .ground }
        for byte in bytes { feed(byte, into: &keys) }
    }

    /// Takes the next byte and adds the keys that it completes.
    mutating func feed(_ byte: UInt8, into keys: inout [Key]) {
        switch state {
        case .ground: ground(byte, isAlt: false, into: &keys)
        case .scalar(let bytes, let missing, let isAlt):
            guard byte & 0xC0 == 0x80 else {
                // Cut short: what came is shown as broken, and the byte stands for itself.
                state = .ground
                keys.append(.text("\u{FFFD}"))
                return feed(byte, into: &keys)
            }
            scalar(bytes + [byte], missing: missing - 1, isAlt: isAlt, into: &keys)
        case .escape(let isAlt): escape(byte, isAlt: isAlt, into: &keys)
        case .single(let modifiers): single(byte, modifiers: modifiers, into: &keys)
        case .control(var sequence, let isAlt):
            switch byte {
            case 0x1B:
                state = .escape(isAlt: false)
            case 0x00..<0x20, 0x7F...:
                // No sequence contains these: it was broken off.
                state = .ground
                feed(byte, into: &keys)
            default:
                guard sequence.append(byte) else {
                    state = .control(sequence, isAlt: isAlt)
                    return
                }
                finish(sequence, isAlt: isAlt, into: &keys)
            }
        case .skipping(let count): state = count > 1 ? .skipping(count: count - 1) : .ground
        case .string(let sawEscape):
            let isOver = byte == 0x07 || byte == 0x18 || (sawEscape && byte == UInt8(ascii: "\\"))
            state = isOver ? .ground : .string(sawEscape: byte == 0x1B)
        case .paste(var bytes, let hasStalled):
            // Out of the state first: a second reference would copy the paste with every byte.
            state = .ground
            bytes.append(byte)
            if byte == UInt8(ascii: "~"), bytes.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
                keys.append(.paste(Self.text(pasted: bytes.dropLast(Self.pasteEnd.count))))
            } else {
                state = .paste(bytes, hasStalled: hasStalled)
            }
        }
    }

    /// Ends what is begun, as nothing more came in time; of a paste it hands on what came, and the rest follows.
    mutating func expire(into keys: inout [Key]) {
        switch state {
        case .escape(let isAlt):
            keys.append(.special(.escape))
            if isAlt { keys.append(.special(.escape)) }
        case .scalar: keys.append(.text("\u{FFFD}"))
        case .paste(let bytes, _):
            let end = bytes.count - Self.unfinishedCount(of: bytes)
            if end > 0 { keys.append(.paste(Self.text(pasted: bytes[..<end]))) }
            state = .paste(Array(bytes[end...]), hasStalled: true)
            return
        case .control(let sequence, _) where sequence.isEmpty: keys.append(.alt("["))
        case .single: keys.append(.alt("O"))
        default: break
        }
        state = .ground
    }

    private mutating func ground(_ byte: UInt8, isAlt: Bool, into keys: inout [Key]) {
        state = .ground
        let modifiers: Key.Modifiers = isAlt ? .alt : []
        switch byte {
        case 0x0A, 0x0D: keys.append(.special(.enter, modifiers))
        case 0x09: keys.append(.special(.tab, modifiers))
        case 0x08, 0x7F: keys.append(.special(.backspace, modifiers))
        case 0x1B: state = .escape(isAlt: isAlt)
        case 0x00: keys.append(.control(" "))
        case 0x01...0x1A: keys.append(.control(Character(UnicodeScalar(byte + 0x60))))
        case 0x1C...0x1F: keys.append(.control(Character(UnicodeScalar(byte + 0x40))))
        case 0x20..<0x7F:
            let character = Character(UnicodeScalar(byte))
            keys.append(isAlt ? .alt(character) : .text(String(character)))
        case 0xC2...0xDF: state = .scalar(bytes: [byte], missing: 1, isAlt: isAlt)
        case 0xE0...0xEF: state = .scalar(bytes: [byte], missing: 2, isAlt: isAlt)
        case 0xF0...0xF4: state = .scalar(bytes: [byte], missing: 3, isAlt: isAlt)
        default: keys.append(.text("\u{FFFD}"))
        }
    }

    private mutating func scalar(_ bytes: [UInt8], missing: Int, isAlt: Bool, into keys: inout [Key]) {
        guard missing == 0 else {
            state = .scalar(bytes: bytes, missing: missing, isAlt: isAlt)
            return
        }
        state = .ground
        let text = String(decoding: bytes, as: UTF8.self)
        if isAlt, let character = text.first {
            keys.append(.alt(character))
        } else {
            keys.append(.text(text))
        }
    }

    private mutating func escape(_ byte: UInt8, isAlt: Bool, into keys: inout [Key]) {
        switch byte {
        case UInt8(ascii: "["): state = .control(ControlSequence(), isAlt: isAlt)
        case UInt8(ascii: "O"): state = .single(modifiers: isAlt ? .alt : [])
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string(sawEscape: false)
        case 0x1B where isAlt:
            // A third Escape in a row begins anew.
            keys.append(.special(.escape))
            state = .escape(isAlt: true)
        default: ground(byte, isAlt: true, into: &keys)
        }
    }

    /// The byte after ESC O, which keypads and the application mode of cursor keys send.
    private mutating func single(_ byte: UInt8, modifiers: Key.Modifiers, into keys: inout [Key]) {
        state = .ground
        switch byte {
        case UInt8(ascii: "1")...UInt8(ascii: "8"):
            state = .single(
                modifiers: modifiers.union(Key.Modifiers(parameter: Int(byte - UInt8(ascii: "0")))))
        case UInt8(ascii: "M"): keys.append(.special(.enter, modifiers))
        // rxvt's spelling of Ctrl with an arrow.
        case UInt8(ascii: "a")...UInt8(ascii: "d"):
            if let special = Key.Special(final: byte - 0x20) {
                keys.append(.special(special, modifiers.union(.control)))
            }
        case 0x1B: state = .escape(isAlt: false)
        default:
            if let special = Key.Special(final: byte) { keys.append(.special(special, modifiers)) }
        }
    }

    private mutating func finish(_ sequence: ControlSequence, isAlt: Bool, into keys: inout [Key]) {
        state = .ground
        switch sequence.meaning {
        case .key(.special(let special, let modifiers)):
            keys.append(.special(special, isAlt ? modifiers.union(.alt) : modifiers))
        case .key(let key): keys.append(key)
        case .pasteStart: state = .paste([], hasStalled: false)
        case .followed(let count): state = .skipping(count: count)
        case .nothing: break
        }
    }

    /// How many bytes at the end of what came of a paste are the begin of its end mark, of a line end of two bytes, or of
    /// a character.
    private static func unfinishedCount(of bytes: [UInt8]) -> Int {
        let longest = min(bytes.count, pasteEnd.count - 1)
        let mark = (0...longest).last { pasteEnd.starts(with: bytes.suffix($0)) } ?? 0
        if mark > 0 { return mark }
        if bytes.last == 0x0D { return 1 }
        let followers = bytes.reversed().prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
        let length: Int =
            switch bytes.dropLast(followers).last ?? 0 {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        return length > followers + 1 ? followers + 1 : 0
    }

    /// Pasted bytes as text: line ends are `\n`; control characters, which could drive a terminal, are left out.
    private static func text(pasted bytes: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        var previous: UnicodeScalar = " "
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if previous != "\r" { scalars.append("\n") }
            case "\t": scalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): break
            default: scalars.append(scalar)
            }
            previous = scalar
        }
        return String(scalars)
    }
}
