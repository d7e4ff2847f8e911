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
