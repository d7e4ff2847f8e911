import Testing

@testable import Intake

@Suite struct CSVReadingTests {
    @Test func readsEveryTypeOfATicket() throws {
        let reading = try Reading.of(
            "tickets",
            """
            ticket_id,created_at,team,tags,vip,status,_reject_id
            1,2026-03-01T10:00:00Z,"a ""b"", c",x;y,yes,closed,12
            2,2026-03-01 10:00:00.5+02:00,,,,,

            """)
        #expect(reading.rejects.isEmpty)
        #expect(
            reading.rows == [
                [
                    "ticket_id": "1", "created_at": "2026-03-01 10:00:00", "direction": "inbound",
                    "team": #"a "b", c"#, "status": "closed", "tags": "{x,y}",
                    "attributes": #"{"vip":"yes"}"#,
                    "reject_id": "12", "row_seq": "1", "file_number": "7", "line": "2",
                ],
                [
                    "ticket_id": "2", "created_at": "2026-03-01 08:00:00.500000", "direction": "inbound",
                    "status": "open", "row_seq": "2", "file_number": "7", "line": "3",
                ],
            ])
    }
}
