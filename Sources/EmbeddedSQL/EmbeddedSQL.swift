import Platform
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
    /// By default the environment variable `DESKHOUSE_SQL` names it; an empty name is none. The folder is read
    /// anew at each call; what cannot be read, or holds no SQL, throws.
    package static func filesInUse(folder: String? = namedFolder) throws(SQLFolderError) -> [SQLFile] {
        guard let folder, !folder.isEmpty else { return files }
        return try SQLFolder(folder).files()
    }

    /// What `DESKHOUSE_SQL` says, or nil where it is not set.
    package static var namedFolder: String? {
        getenv("DESKHOUSE_SQL").map { String(cString: $0) }
    }
}
