import EmbeddedSQL

/// A short mark of a set of files, and of scripts made from them, to see at once whether a database was deployed from
/// the same ones.
///
/// FNV-1a, 64 bits: cheap enough for every start, and no protection against anybody; migrations, whose change
/// matters, are compared by SHA-256.
enum Fingerprint {
    static func of(_ files: [SQLFile], _ scripts: [String] = []) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        for file in files {
            add(file.path)
            add(file.text)
        }
        for script in scripts { add(script) }
        return String(hash, radix: 16)
    }
}
