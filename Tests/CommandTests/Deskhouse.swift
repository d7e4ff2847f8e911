import Foundation
import TestSupport

/// The built program, run as a user runs it.
struct Deskhouse {
    /// What a run left behind.
    struct Outcome {
        let status: Int32
        let output: String
        let error: String

        /// The output's lines.
        var lines: [String] { output.split(separator: "\n").map { String($0) } }

        /// The output as JSON.
        var json: [String: Any] {
            let value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
            return value as? [String: Any] ?? [:]
        }
    }

    /// Where the program lies: beside the tests, unless it was moved.
    var program = Deskhouse.built
    /// The database that the program is told in its environment; nil leaves it to its own server.
    var database: String?
    /// The folder it is run in.
    var folder = "/"
    /// Beside the bare minimum.
    var environment: [String: String] = [:]

    init(_ database: String?) {
        self.database = database
    }

    /// Runs it to its end.
    func run(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
        let scratch = ScratchFolder()
        scratch.write("input", input)
        for name in ["output", "error"] { scratch.write(name, "") }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        var variables = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": scratch.path]
        // Where nothing says which database is meant, the private server would be made here.
        variables["DESKHOUSE_HOME"] = scratch.path("home")
        variables["DATABASE_URL"] = database
        variables.merge(environment) { $1 }
        process.environment = variables
        // Files, not pipes: nothing can fill up, and nothing waits for a child that lives on.
        process.standardInput = FileHandle(forReadingAtPath: scratch.path("input"))
        process.standardOutput = FileHandle(forWritingAtPath: scratch.path("output"))
        process.standardError = FileHandle(forWritingAtPath: scratch.path("error"))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit
                ? process.terminationStatus : -process.terminationStatus,
            output: scratch.text("output"), error: scratch.text("error"))
    }

    /// Runs it with a text on standard input.
    func run(_ arguments: String..., input: String = "") throws -> Outcome {
        try run(arguments, input: Array(input.utf8))
    }

    private static let built: String = {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        let beside = bundle ?? URL(filePath: CommandLine.arguments[0])
        return beside.deletingLastPathComponent().appending(path: "deskhouse").path
    }()
}

/// The files of the repository.
enum Repository {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What a file says.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
