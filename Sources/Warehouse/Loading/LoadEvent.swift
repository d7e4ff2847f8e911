/// What happens during a load, for whoever watches.
package enum LoadEvent: Sendable {
    /// The files are known; `bytes` is their size on disk, nil where one is a pipe.
    case started(source: String, files: Int, bytes: Int?)
    /// Another load is running, and this one waits for its end.
    case waitingForOtherLoad
    /// Somebody uses a table that the load needs for itself, such as a backup, and it waits for their end.
    case waitingForTable(String, holder: String?)
    /// So many rows and bytes of the input, as it lies on disk, were read; comes many times a second.
    case progress(LoadProgress)
    /// A stage of the load is done.
    case stageFinished(LoadReport.Stage)
    /// The load failed for what may pass, was undone, and will be tried again after a pause.
    case retrying(attempt: Int, of: Int, pauseSeconds: Int, problem: String)
}

/// How far the reading has come.
package struct LoadProgress: Sendable, Hashable {
    /// Records read, rejected ones included.
    package var rows: Int64 = 0
    /// Bytes read, before decompression.
    package var bytes = 0
    /// Bytes there are; nil where an input is a pipe.
    package var totalBytes: Int?

    /// The part that is read, 0 to 1, where it is known.
    package var share: Double? {
        totalBytes.map { $0 == 0 ? 1 : min(1, Double(bytes) / Double($0)) }
    }
}
