/// What state a private server is in.
package enum ServerStatus: Sendable, Hashable {
    /// It has no data yet: the first start makes them.
    case absent
    /// It has data, and does not run.
    case stopped(dataVersion: Int)
    /// It is starting, recovering or stopping.
    case changing(process: Int)
    /// It takes connections.
    case running(address: ServerAddress, process: Int, dataVersion: Int)
}
