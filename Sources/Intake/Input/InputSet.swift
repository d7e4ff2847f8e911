/// The files that a user's paths come to, in the order they are read.
package struct InputSet: Sendable {
    /// Which files are wanted.
    package enum Naming: Sendable, Hashable {
        /// Those named after an entity of the contract.
        case contract
        /// Those named after one of these: the raw tables that a mapping selects from.
        case names([String])
        /// All, whatever they are called: they hold this entity, or this raw table.
        case all(String)
    }

    /// The files to read, in bytewise order of their names.
    package let files: [InputFile]
    /// The names of files that are named after nothing that is wanted.
    package let leftAlone: [String]

    /// Bytes on disk of all files; nil where one is a pipe.
    package var byteCount: Int? {
        var sum = 0
        for file in files {
            guard let count = file.byteCount else { return nil }
            sum += count
        }
        return sum
    }

    /// Whether an input is a pipe, which can be read once only.
    package var hasPipe: Bool { files.contains { $0.byteCount == nil } }

    /// Looks up what there is.
    ///
    /// - Parameters:
    ///   - paths: Files, folders, zip archives, patterns (`*`, `?`, `[…]`), or `-` for standard input.
    ///   - naming: Which files are wanted.
    /// - Throws: `.notFound`, `.unknownEntity`, `.noKnownFile`, `.unnamedInput`, `.unreadable`, `.damagedArchive`.
    package init(paths: [String], naming: Naming = .contract) throws(InputError) {
        var search = InputSearch(naming: naming)
        for path in paths { try search.add(path) }
        (files, leftAlone) = search.result()
    }
}
