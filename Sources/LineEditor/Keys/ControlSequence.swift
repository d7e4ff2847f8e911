/// An escape sequence that begins with ESC [ (ECMA-48, 5.4), as far as it has come.
struct ControlSequence {
    /// What a whole sequence stands for.
    enum Meaning: Equatable {
        case key(Key)
        case pasteStart
        /// Nothing, and so many bytes more belong to it.
        case followed(count: Int)
        case nothing
    }

    private var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a byte; says whether it was the last.
    mutating func append(_ byte: UInt8) -> Bool {
        // A hostile or broken peer must not make it grow without end.
        if bytes.count < 64 { bytes.append(byte) }
        return byte >= 0x40
    }

    /// What the sequence stands for, once it is whole.
    var meaning: Meaning {
        guard let final = bytes.last else { return .nothing }
        let parameters = self.parameters
        let modifiers = Key.Modifiers(parameter: parameters.count > 1 ? parameters[1] : 1)
        switch final {
        case UInt8(ascii: "Z"): return .key(.special(.tab, .shift))
        case UInt8(ascii: "~"): return tilde(parameters, modifiers)
        // rxvt's spelling of Ctrl with a key of the middle block.
        case UInt8(ascii: "^"):
            return parameters.first.flatMap(Key.Special.init(number:)).map { .key(.special($0, .control)) }
                ?? .nothing
        case UInt8(ascii: "u") where !isPrivate:
            return parameters.first.map { Self.key(of: $0, modifiers) } ?? .nothing
        // A mouse report of the oldest kind: button and place follow.
        case UInt8(ascii: "M") where bytes.count == 1: return .followed(count: 3)
        // The Linux console's F1 to F5: a letter follows.
        case UInt8(ascii: "[") where bytes.count == 1: return .followed(count: 1)
        default:
            guard !isPrivate, let special = Key.Special(final: final) else { return .nothing }
            return .key(.special(special, modifiers))
        }
    }

    /// Whether it is one that terminals define for themselves, such as a report that something asked for.
    private var isPrivate: Bool { bytes.first.map { (0x3C...0x3F).contains($0) } ?? false }

    private var parameters: [Int] {
        guard !isPrivate else { return [] }
        return bytes.dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { field in
                // A sub-parameter, after a colon, refines what we do not need refined.
                Int(String(decoding: field.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)) ?? 1
            }
    }

    private func tilde(_ parameters: [Int], _ modifiers: Key.Modifiers) -> Meaning {
        switch parameters.first {
        case 200?: return .pasteStart
        // xterm's modifyOtherKeys: 27; modifiers; code.
        case 27? where parameters.count == 3: return Self.key(of: parameters[2], modifiers)
        case let number?: return Key.Special(number: number).map { .key(.special($0, modifiers)) } ?? .nothing
        case nil: return .nothing
        }
    }

    /// A key reported by its code point, as terminals do that tell Ctrl-I from Tab.
    private static func key(of code: Int, _ modifiers: Key.Modifiers) -> Meaning {
        switch code {
        case 13: return .key(.special(.enter, modifiers))
        case 9: return .key(.special(.tab, modifiers))
        case 27: return .key(.special(.escape, modifiers))
        case 8, 127: return .key(.special(.backspace, modifiers))
        default:
            // The private use area holds keys that have no character.
            guard code >= 0x20, !(0xE000...0xF8FF).contains(code),
                let scalar = UnicodeScalar(UInt32(clamping: code))
            else { return .nothing }
            let character = Character(scalar)
            if modifiers.contains(.control) { return .key(.control(character)) }
            return .key(modifiers.contains(.alt) ? .alt(character) : .text(String(character)))
        }
    }
}

extension Key.Special {
    /// The key named by a sequence's last letter.
    init?(final: UInt8) {
        switch final {
        case UInt8(ascii: "A"): self = .up
        case UInt8(ascii: "B"): self = .down
        case UInt8(ascii: "C"): self = .right
        case UInt8(ascii: "D"): self = .left
        case UInt8(ascii: "H"): self = .home
        case UInt8(ascii: "F"): self = .end
        default: return nil
        }
    }

    /// The key named by the number before a sequence's tilde; Home and End have two, of different terminals.
    init?(number: Int) {
        switch number {
        case 1, 7: self = .home
        case 2: self = .insert
        case 3: self = .delete
        case 4, 8: self = .end
        case 5: self = .pageUp
        case 6: self = .pageDown
        default: return nil
        }
    }
}

extension Key.Modifiers {
    /// The modifiers as sequences spell them: one more than the sum of shift 1, alt 2, control 4, meta 8.
    init(parameter: Int) {
        let bits = max(0, parameter - 1)
        self = Key.Modifiers(rawValue: UInt8(bits & 7))
        if bits & 8 != 0 { insert(.alt) }
    }
}
