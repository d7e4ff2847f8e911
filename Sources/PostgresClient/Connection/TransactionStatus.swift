import CLibPQ

/// What a session is in the middle of.
package enum TransactionStatus: Sendable, Hashable {
    /// No transaction is open.
    case idle
    /// A statement is in progress.
    case active
    /// In a transaction, between statements.
    case inTransaction
    /// In a transaction that failed: nothing runs until it is rolled back.
    case inFailedTransaction
    /// The connection is bad.
    case unknown

    init(_ status: PGTransactionStatusType) {
        self =
            switch status {
            case PQTRANS_IDLE: .idle
            case PQTRANS_ACTIVE: .active
            case PQTRANS_INTRANS: .inTransaction
            case PQTRANS_INERROR: .inFailedTransaction
            default: .unknown
            }
    }
}
