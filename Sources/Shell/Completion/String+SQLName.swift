import PostgresClient

extension String {
    /// In quotes where the name needs them.
    var quotedIfNeeded: String {
        let isPlain = allSatisfy {
            $0.isLowercase || $0.isNumber || $0 == "_" || ($0.isLetter && !$0.isUppercase)
        }
        let needsNone = isPlain && first?.isNumber == false && !SQLKeywords.reserved.contains(self)
        return needsNone ? self : Quoting.identifier(self)
    }

    /// A type's name as short as people say it.
    var shortSQLType: String {
        switch self {
        case "timestamp with time zone": "timestamptz"
        case "timestamp without time zone": "timestamp"
        case "double precision": "double"
        case "character varying": "varchar"
        default: self
        }
    }
}
