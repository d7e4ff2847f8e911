import CLibArchive

/// What libarchive says went wrong.
enum ArchiveMessage {
    /// The message of the last failure.
    static func last(of archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
    }
}
