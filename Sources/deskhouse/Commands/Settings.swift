import ArgumentParser
import Rendering
import Warehouse

/// `deskhouse settings`: what the warehouse counts by.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show settings, or change one.",
        discussion: Setting.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

    @OptionGroup var database: DatabaseOptions

    @Option(help: "table or json.")
    var format: SettingsFormat = .table

    @Argument(help: "The setting.")
    var name: Setting?

    @Argument(help: "Its new value.")
    var value: String?

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            if let name, let value {
                let isWorkedOutAgain = try warehouse.change(name, to: value) {
                    StandardError.print("waiting for another load to finish …")
                }
                if isWorkedOutAgain {
                    StandardError.print("\(name.rawValue): what depends on it was worked out again")
                }
            }
            let settings = try warehouse.readSettings().filter { name == nil || $0.setting == name }
            let output = Output(descriptor: 1)
            switch format {
            case .json:
                output.write(json: .object(settings.map { ($0.setting.rawValue, .text($0.value)) }))
                output.write("\n")
            case .table where name != nil:
                output.write((settings.first?.value ?? "") + "\n")
            case .table:
                var sink = Format.table.sink(to: output, screen: Screen.detect(descriptor: 1))
                try sink.begin(
                    [Column("setting"), Column("value"), Column("meaning")],
                    provenance: Provenance(query: "settings"))
                for entry in settings {
                    try sink.row([
                        .text(entry.setting.rawValue), .text(entry.value), .text(entry.setting.meaning),
                    ])
                }
                try sink.finish(Closing())
                return
            }
            try output.commit()
        }
    }
}

/// How settings are shown.
enum SettingsFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

extension Setting: ExpressibleByArgument {}
