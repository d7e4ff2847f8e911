import PostgresClient

extension PostgresClient.Column {
    /// The type's usual name, as short as SQL takes it; nil of those that PostgreSQL does not come with.
    var typeName: String? { Self.typeNames[typeID] }

    /// PostgreSQL's own types by their number (`pg_type`).
    private static let typeNames: [UInt32: String] = [
        16: "boolean", 17: "bytea", 18: "char", 19: "name", 20: "bigint", 21: "smallint", 23: "integer",
        25: "text", 26: "oid", 114: "json", 600: "point", 700: "real", 701: "double precision",
        705: "text", 790: "money", 869: "inet", 1000: "boolean[]", 1003: "name[]", 1005: "smallint[]",
        1007: "integer[]", 1009: "text[]", 1015: "varchar[]", 1016: "bigint[]", 1021: "real[]",
        1022: "double precision[]", 1042: "char", 1043: "varchar", 1082: "date", 1083: "time",
        1114: "timestamp", 1115: "timestamp[]", 1182: "date[]", 1184: "timestamptz", 1185: "timestamptz[]",
        1186: "interval", 1187: "interval[]", 1231: "numeric[]", 1266: "timetz", 1700: "numeric",
        2205: "regclass",
        2206: "regtype", 2249: "record", 2278: "void", 2950: "uuid", 3802: "jsonb", 3904: "int4range",
        3908: "tsrange", 3910: "tstzrange", 3912: "daterange", 3926: "int8range",
    ]
}
