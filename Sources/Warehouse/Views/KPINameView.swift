import PostgresClient

/// `meta.kpi_name`: what each KPI is called, for SQL that has to know whether a name is one.
struct KPINameView {
    let catalogue: KPICatalogue

    /// Creates the view and comments it.
    var script: String {
        let rows = catalogue.definitions.flatMap { definition in
            ([definition.key] + definition.aliases).map { name in
                "(\(Quoting.literal(name)), \(Quoting.literal(definition.key)))"
            }
        }
        let values =
            rows.isEmpty
            ? "select null::text, null::text where false" : "values \(rows.joined(separator: ", "))"
        return """
            create view meta.kpi_name (name, kpi) as \(values);
            comment on view meta.kpi_name is 'One row a name of a KPI: its key and its aliases.';
            comment on column meta.kpi_name.name is 'Key or alias.';
            comment on column meta.kpi_name.kpi is 'Key of the KPI.';
            """
    }
}
