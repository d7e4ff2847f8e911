import Platform

/// One file to be read: plain, compressed, a member of a zip archive, or standard input.
package struct InputFile: Sendable, Hashable {
    /// Where the bytes are.
    enum Location: Sendable, Hashable {
        case path(String)
        case zipMember(archive: String, index: Int, state: FileState?)
        case standardInput
    }

    /// The name shown to people: `tickets.csv`, `export.zip/tickets.csv`.
    package let name: String
    /// What the file is named after: an entity's name, or what a mapping calls it.
    package let stem: String
    /// Bytes on disk, or of a zip member as it will be decompressed; nil where it is not known, as for a pipe.
    package let byteCount: Int?
    /// Where it lies, as the user said it: for errors, which may be about one of several folders.
    package let place: String
    let location: Location

    /// Opens the file and undoes its compression, which is told from its content.
    package func open() throws(InputError) -> any ByteSource {
        switch location {
        case .path(let path):
            try Decompression.opened(try FileSource(path: path, name: place), name: place)
        case .standardInput:
            try Decompression.opened(FileSource(open: STDIN_FILENO, name: place), name: place)
        case .zipMember(let archive, let index, let state):
            try Decompression.opened(
                try ZipMemberSource(archive: archive, index: index, state: state, name: place), name: place)
        }
    }
}
