import ArgumentParser

/// How settings, the status and a verification are shown: to people or to programs.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}
