import Testing

/// `--help`, for a person who has nothing else.
@Suite struct HelpTests {
    @Test func everyCommandExplainsItself() throws {
        let deskhouse = Deskhouse(nil)
        let overview = try deskhouse.run("--help")
        #expect(overview.status == 0)
        let list = try #require(overview.output.split(separator: "SUBCOMMANDS:\n").last)
        let commands = list.split(separator: "\n").compactMap { line in
            line.hasPrefix("  ") && !line.hasPrefix("   ")
                ? line.split(separator: " ").first.map(String.init) : nil
        }.filter { $0 != "See" }
        #expect(commands.count >= 9)
        for command in commands {
            let help = try deskhouse.run(command, "--help")
            #expect(help.status == 0)
            #expect(help.error.isEmpty)
            #expect(help.output.hasPrefix("OVERVIEW: "), "\(command)")
            #expect(help.output.contains("USAGE: deskhouse \(command)"), "\(command)")
        }
    }
}
