import KPIReference
import Testing
import Warehouse
import WarehouseTestSupport

/// `kpi.ticket` is the rows behind the KPIs: what its columns add up to is what the KPIs' views add up to.
@Suite struct TicketViewTests {
    /// Of each KPI that is about tickets: numerator and denominator by the columns of `kpi.ticket`.
    ///
    /// Surveys without a ticket are in no row of it; they have no source in the KPI's view.
    private static let sums: [(kpi: String, numerator: String, denominator: String, ofSurveys: Bool)] = [
        ("ticket_volume", "count(*)", "null", false),
        ("tickets_resolved", "count(*) filter (where is_resolved)", "null", false),
        ("reopens", "sum(reopen_count)", "null", false),
        ("resolution_rate", "count(*) filter (where is_resolved_within)", "count(is_resolved_within)", false),
        (
            "first_contact_resolution", "count(*) filter (where is_first_contact_resolution)",
            "count(is_first_contact_resolution)", false
        ),
        ("one_touch_rate", "count(*) filter (where is_one_touch)", "count(is_one_touch)", false),
        ("automation_rate", "count(*) filter (where is_automated)", "count(is_automated)", false),
        (
            "reopen_rate", "count(*) filter (where is_resolved and is_reopened)",
            "count(*) filter (where is_resolved)", false
        ),
        (
            "replies_per_resolution", "sum(agent_message_count) filter (where is_resolved)",
            "count(*) filter (where is_resolved)", false
        ),
        (
            "first_response_time", "sum(first_response_seconds) filter (where direction = 'inbound')",
            "count(first_response_seconds) filter (where direction = 'inbound')", false
        ),
        (
            "resolution_time", "sum(resolution_seconds) filter (where direction = 'inbound')",
            "count(resolution_seconds) filter (where direction = 'inbound')", false
        ),
        (
            "resolution_time_after_response",
            "sum(resolution_after_response_seconds) filter (where direction = 'inbound')",
            "count(resolution_after_response_seconds) filter (where direction = 'inbound')", false
        ),
        (
            "handle_time", "sum(handle_seconds) filter (where is_resolved)",
            "count(handle_seconds) filter (where is_resolved)", false
        ),
        ("reply_time", "sum(reply_seconds)", "sum(reply_count)", false),
        ("csat", "sum(csat_satisfied_count)", "sum(csat_answer_count)", true),
        ("csat_score", "sum(csat_score * csat_answer_count)", "sum(csat_answer_count)", true),
        ("csat_response_rate", "sum(csat_answer_count)", "sum(csat_survey_count)", true),
        ("nps", "sum(100 * (nps_promoter_count - nps_detractor_count))", "sum(nps_answer_count)", true),
        ("ces", "sum(ces_easy_count)", "sum(ces_answer_count)", true),
        ("ces_score", "sum(ces_score * ces_answer_count)", "sum(ces_answer_count)", true),
    ]

    @Test(arguments: DifferentialTests.seeds)
    func itsRowsAddUpToTheKPIs(seed: UInt64) throws {
        let data = MessyData(seed: seed + 200)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            try warehouse.run(data.loads(rounds: 1, seed: seed))
            func rounded(_ expression: String) -> String {
                "coalesce(trim_scale(round((\(expression))::numeric, 6)), 0)"
            }
            for (kpi, numerator, denominator, ofSurveys) in Self.sums {
                let ofTickets = try warehouse.rows(
                    "select \(rounded(numerator)), \(rounded(denominator)) from kpi.ticket")
                let ofKPI = try warehouse.rows(
                    "select \(rounded("sum(numerator)")), \(rounded("sum(denominator)")) from kpi.\(kpi)"
                        + (ofSurveys ? " where source is not null" : ""))
                #expect(ofTickets == ofKPI, "\(kpi)")
            }
        }
    }

    /// Of an outbound ticket it is not asked whether the customer came back, nor of one that is not resolved.
    @Test func aRepeatIsToldOfResolvedInboundTicketsOnly() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,resolved_at,direction,customer_id,category
                again,2026-03-05T10:00:00Z,2026-03-05T11:00:00Z,inbound,u1,c
                in,2026-03-02T10:00:00Z,2026-03-02T11:00:00Z,inbound,u1,c
                open,2026-03-03T10:00:00Z,,inbound,u1,c
                out,2026-03-02T10:00:00Z,2026-03-02T11:00:00Z,outbound,u1,c

                """
            ])
            let repeats = try warehouse.rows(
                "select ticket_id, has_repeat from kpi.ticket order by ticket_id")
            #expect(repeats == [["again", "f"], ["in", "t"], ["open", "-"], ["out", "-"]])
        }
    }
}
