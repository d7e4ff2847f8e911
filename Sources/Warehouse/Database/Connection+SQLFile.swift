import EmbeddedSQL
import PostgresClient

extension Connection {
    /// Runs a file of `sql/`; what PostgreSQL refuses of it bears its name.
    mutating func run(_ file: SQLFile) throws {
        try WarehouseError.naming(file.path) { try executeScript(file.text) }
    }
}

extension WarehouseError {
    /// Says of what PostgreSQL refuses in which file of `sql/` it stands.
    ///
    /// That is what a file alone is to blame for: what does not read or names what there is not, and what does not fit
    /// the data, such as two rows of one key. Anything else, such as a connection that is lost, is thrown as it is.
    static func naming<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
        do { return try work() } catch let error as PostgresError {
            // Cardinality, data, constraint; syntax or access.
            guard let state = error.sqlState, ["21", "22", "23", "42"].contains(state.classCode),
                state != .insufficientPrivilege
            else { throw error }
            throw WarehouseError.fileRefused(path: path, problem: error)
        }
    }
}
