import Testing

@testable import Intake

/// What an export of rejects adds to a record, and what is left when it is taken off again.
@Suite struct RejectMarkTests {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"_reject_id": 7, "a":1}"#),
        (" \t{\"a\":1}", " \t{\"_reject_id\": 7, \"a\":1}"),
        ("{}", #"{"_reject_id": 7}"#),
        ("{ }", #"{"_reject_id": 7 }"#),
        (#"{ "a":1, "b":{"_reject_id":3}}"#, #"{"_reject_id": 7,  "a":1, "b":{"_reject_id":3}}"#),
        (#"{"a": }"#, #"{"_reject_id": 7, "a": }"#),
        ("{", #"{"_reject_id": 7, "#),
        ("[1]", #"{"_reject_id": 7}[1]"#),
        (#""a": 1}"#, #"{"_reject_id": 7}"a": 1}"#),
    ])
    func aRecordOfJSONIsMarkedAndComesBackAsItWas(record: String, marked: String) {
        let put = RejectMark.put(7, onJSON: Array(record.utf8))
        #expect(String(decoding: put, as: UTF8.self) == marked)
        let taken = RejectMark.taken(fromJSON: put)
        #expect(taken.id == 7)
        #expect(String(decoding: taken.rest, as: UTF8.self) == record)
    }

    @Test(arguments: [
        (#"{"_reject_id": 5, "a":1}"#, #"{"a":1}"#, 5), (#"{"a":1, "_reject_id": 5}"#, #"{"a":1}"#, 5),
        (#"{"a":1,"_reject_id":"5","b":2}"#, #"{"a":1,"b":2}"#, 5),
        (#"{"_reject_id":4,"a":1,"_reject_id":5}"#, #"{"a":1}"#, 5), (#"{"_reject_id":5}"#, "{}", 5),
        (#"{"_reject_id":4,"_reject_id":5}"#, "{}", 5),
    ])
    func aMarkIsTakenOffWhereverItStands(marked: String, record: String, id: Int64) {
        let taken = RejectMark.taken(fromJSON: Array(marked.utf8))
        #expect(taken.id == id)
        #expect(String(decoding: taken.rest, as: UTF8.self) == record)
        // An old mark does not win over a new one.
        let put = RejectMark.put(9, onJSON: Array(marked.utf8))
        #expect(String(decoding: put, as: UTF8.self).components("_reject_id") == 1)
        #expect(RejectMark.taken(fromJSON: put).id == 9)
    }

    /// A line end between values is a blank; one within a text is wrong, and stays so.
    @Test func aRecordOfSeveralLinesIsExportedOnOne() {
        let put = RejectMark.put(7, onJSON: Array("{\n\"a\": \"x\ny\"}".utf8))
        #expect(String(decoding: put, as: UTF8.self) == "{\"_reject_id\": 7, \t\"a\": \"x\ty\"}")
    }

    @Test(
        arguments: [
            ("12,a,b,c", 12, "a,b,c"), ("\"12\",a,\"open", 12, "a,\"open"), (",a", nil, "a"),
            ("x,a", nil, "x,a"),
            ("12", nil, "12"), ("\",a", nil, "\",a"),
        ] as [(String, Int64?, String)])
    func aBrokenRecordOfCSVMayBeginWithItsMark(marked: String, id: Int64?, record: String) {
        let taken = RejectMark.taken(fromBrokenCSV: Array(marked.utf8), delimiter: UInt8(ascii: ","))
        #expect(taken.id == id)
        #expect(String(decoding: taken.rest, as: UTF8.self) == record)
    }

    @Test(arguments: [
        ("a,\"b\"", false), ("a,\"b\"\"", true), ("\"a,b", true), ("a,\"b\nc\",\"d", true), ("a\"b,c", false),
        ("\"a\"b,\"c", false), ("a,\"\"", false), ("a;\"b", false), ("", false),
    ])
    func aQuoteThatNothingClosesIsSeen(record: String, isOpen: Bool) {
        #expect(CSVText.leavesQuoteOpen(Array(record.utf8), delimiter: UInt8(ascii: ",")) == isOpen)
    }
}

extension String {
    /// How often a part occurs.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
