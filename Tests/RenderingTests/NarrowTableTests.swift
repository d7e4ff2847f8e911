import Basics
import Rendering
import Testing

/// Which columns a screen shows that has no room for all.
@Suite struct NarrowTableTests {
    private static func table(_ columns: [Column], _ row: [Cell], screen: Screen) throws -> String {
        let output = Output()
        try Format.table.sink(to: output, screen: screen).write(
            columns, [row], provenance: Provenance(query: ""))
        return output.contents
    }

    private static let agents = [
        Column("agent", role: .dimension), Column("agent_name", role: .dimension, isCompanion: true),
        Column("frt", label: "frt median", kind: .duration, role: .value(better: .lower)),
        Column("frt_n", label: "n", kind: .integer, role: .cases(of: "frt")),
        Column("frt_previous", label: "previous", kind: .duration, role: .base(of: "frt")),
        Column("frt_change", label: "change", kind: .percent, role: .change(of: "frt")),
    ]
    private static let agent: [Cell] = [
        .text("A1007"), .text("Peter O'Neill"), .double(8040), .integer(12), .double(4000), .double(101),
    ]

    @Test("Of plain columns the first and the last are kept, with a sign between them")
    func ends() throws {
        let columns = (1...8).map { Column("column_\($0)") }
        var screen = Screen(width: 40)
        screen.hiddenHint = "-o FILE keeps all"
        let text = try Self.table(columns, (1...8).map { .text("value-\($0)") }, screen: screen)
        #expect(
            text == """
                 column_ │ column_ │   │ column_
                 1       │ 2       │ … │ 8
                ─────────┼─────────┼───┼─────────
                 value-1 │ value-2 │ … │ value-8
                1 row · 5 of 8 columns hidden, -o FILE
                keeps all

                """)
    }

    @Test("Who a KPI is of and its value come before all that goes with them, then the change")
    func values() throws {
        #expect(
            try Self.table(Self.agents, Self.agent, screen: Screen(width: 40)) == """
                       │   │    frt │   │
                 agent │ … │ median │ … │    change
                ───────┼───┼────────┼───┼───────────
                 A1007 │ … │ 2h 14m │ … │ ▲ 101.0 %
                1 row · 3 of 6 columns hidden

                """)
        let wider = try Self.table(Self.agents, Self.agent, screen: Screen(width: 56))
        #expect(wider.contains("A1007 │ Peter O'Neill │") && wider.contains("▲ 101.0 %"))
    }

    @Test("Of several KPIs that are compared, those in front are kept with their changes")
    func changes() throws {
        let columns =
            [Column("channel", role: .dimension)]
            + ["frt", "art", "csat", "fcr"].flatMap { name in
                [
                    Column(name, kind: .duration, role: .value(better: .lower)),
                    Column(name + "_n", label: "n", kind: .integer, role: .cases(of: name)),
                    Column(name + "_change", label: "change", kind: .percent, role: .change(of: name)),
                ]
            }
        let row = [.text("email")] + (1...4).flatMap { _ in [Cell.double(8040), .integer(12), .double(10)] }
        let text = try Self.table(columns, row, screen: Screen(width: 64))
        #expect(
            text.hasPrefix(
                " channel │    frt │ … │   change │    art │ … │   change │ …\n"), "\(text)")
    }

    @Test("No line is wider than the screen, in ASCII neither", arguments: 12...64)
    func width(width: Int) throws {
        for unicode in [true, false] {
            let text = try Self.table(
                Self.agents, Self.agent, screen: Screen(width: width, unicode: unicode))
            let widest =
                text.split(separator: "\n").filter { $0.contains(unicode ? "│" : "|") }
                .map { DisplayWidth.of(String($0)) }.max() ?? 0
            #expect(widest <= width, "\(text)")
        }
    }
}
