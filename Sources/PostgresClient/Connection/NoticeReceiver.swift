import CLibPQ

/// Where a connection's notices go.
///
/// A class, since libpq needs an address that stays. `@unchecked Sendable`: libpq calls it only within calls on its
/// connection, which have exclusive access.
final class NoticeReceiver: @unchecked Sendable {
    var receive: (@Sendable (Diagnostic) -> Void)?

    /// Takes over the connection's notices; libpq would print them to standard error.
    func install(on connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                receiver.receive?(Diagnostic(result))
            },
            Unmanaged.passUnretained(self).toOpaque())
    }
}
