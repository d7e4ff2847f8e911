import SQLText

/// The folder `sql/` inside the binary, which therefore runs wherever it is moved to.
///
/// Every `.sql` file is in it, at any depth; there is no list to keep.
package enum EmbeddedSQL {
    /// The files as they were at the build, in bytewise order of their paths.
    ///
    /// The texts are static bytes of the binary: nothing is read, decoded or copied.
    package static let files: [SQLFile] = SQLText.files.map { SQLFile(path: $0.path, text: $0.text) }

    /// The files that this run goes by, in the same order: the folder's if one is named, else the embedded ones.
    ///
    /// The folder is read anew at each call; what cannot be read, or holds no SQL, throws.
    package static func files(of origin: SQLOrigin) throws(SQLFolderError) -> [SQLFile] {
        guard case .folder(let path) = origin else { return files }
        return try SQLFolder(path).files()
    }
}
