import Rendering
import Testing

/// md and html: what people send on.
@Suite struct DocumentTests {
    @Test func writesAMarkdownTableWithItsProvenance() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .md), named: "weekly.md")
    }

    @Test func writesAPageThatNeedsNothingElse() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .html), named: "weekly.html")
    }

    @Test func escapesWhatHTMLWouldRun() throws {
        let page = try hostile.rendered(as: .html)
        #expect(page.contains("<td>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</td>"))
        #expect(!page.contains("<script"))
    }

    /// Spreadsheets open pages and take what is copied from them.
    @Test func defusesWhatASpreadsheetWouldRun() throws {
        let answer = SampleAnswer(
            columns: [
                Column("=1+1"), Column("day", kind: .date), Column("amount", kind: .literal),
                Column("number", kind: .decimal),
            ],
            provenance: Provenance(query: "-- one\nselect 1"),
            rows: [[.text(" =2+2"), .text("-infinity"), .text("-$12.34"), .decimal("-5")]])
        let page = try answer.rendered(as: .html)
        #expect(page.contains("<th scope=\"col\">&#39;=1+1</th>"))
        #expect(
            page.contains(
                "<td>&#39; =2+2</td><td>-infinity</td><td>-$12.34</td>"
                    + "<td class=\"number\" data-value=\"-5\">-5</td>"))
        #expect(page.contains("<code>&#39;-- one"))
        #expect(page.contains("<caption id=\"caption\">&#39;-- one"))
        #expect(try answer.rendered(as: .html, defusesFormulas: false).contains("<td> =2+2</td>"))
    }

    @Test(arguments: ["NaN", "Infinity"]) func quotesNoAttributeTwice(digits: String) throws {
        let answer = SampleAnswer(
            columns: [Column("a", kind: .float)], provenance: Provenance(query: ""),
            rows: [[.decimal(digits)]])
        #expect(try answer.rendered(as: .html).contains(" data-value=\"\(digits)\">\(digits)</td>"))
    }

    @Test func escapesWhatMarkdownWouldRead() throws {
        let text = try hostile.rendered(as: .md)
        #expect(text.contains("| &lt;script>alert(\"1\")&lt;/script> &amp; 'x' |\n"))
        #expect(text.contains("| \\*a\\* \\| b\\\\nc |\n"))
        #expect(text.contains("- Query: `` select `x` ``\n"))
    }

    private var hostile: SampleAnswer {
        SampleAnswer(
            columns: [Column("subject")], provenance: Provenance(query: "select `x`"),
            rows: [[.text("<script>alert(\"1\")</script> & 'x'")], [.text("*a* | b\nc")]])
    }
}
