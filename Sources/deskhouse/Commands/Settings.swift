import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse settings`: what the warehouse counts by.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show settings, or change one.",
        discussion: Setting.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "\n"))

    @OptionGroup var database: DatabaseOptions

    @Option(help: "table or json.")
    var format: ReportFormat = .table

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
            let presentation = SettingsPresentation(settings)
            switch format {
            case .json: presentation.writeJSON(to: output)
            case .table where name != nil: output.write((settings.first?.value ?? "") + "\n")
            case .table: try presentation.writeTable(to: output, screen: Screen.detect(descriptor: 1))
            }
            try output.commit()
        }
    }
}

extension Setting: ExpressibleByArgument {}
