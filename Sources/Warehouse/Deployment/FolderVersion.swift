import EmbeddedSQL

/// Which version of the program a folder of SQL was copied from, as its migrations tell.
enum FolderVersion {
    /// Refuses a folder that lacks a migration of this version, or has another one of its name.
    ///
    /// What else is in it is then of another version, too. Migrations of its user's own are fine.
    static func check(_ files: [SQLFile], from origin: SQLOrigin) throws {
        guard let folder = origin.folder else { return }
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        for migration in EmbeddedSQL.files where migration.path.hasPrefix("migrations/") {
            guard texts[migration.path] != migration.text else { continue }
            throw WarehouseError.folderOfOtherVersion(
                path: folder, migration: migration.path, isMissing: texts[migration.path] == nil)
        }
    }
}
