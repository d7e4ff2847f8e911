package import KPIQuery

/// Something that was asked and can be asked again.
package enum Question: Sendable {
    /// A KPI query, after `tickets`, `explain` … if that stood before it; `text` is as it was written.
    case kpi(Verb?, Query, text: String)
    case sql(String)

    /// As it was written.
    var text: String {
        switch self {
        case .kpi(_, _, let text), .sql(let text): text
        }
    }
}
