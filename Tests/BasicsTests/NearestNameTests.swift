import Testing

@testable import Basics

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("chanel", "channel"), ("CHANNEL", "channel"), ("hcannel", "channel"), ("tema", "team"),
        ("chnl", nil),
        ("x", nil), ("te", nil), ("", nil), ("priorty", "priority"),
    ])
    func theNearestNameIsAFewSlipsAway(typed: String, name: String?) {
        #expect(NearestName.of(typed, among: ["channel", "team", "priority", "country"]) == name)
    }

    @Test(arguments: [
        ("ab", "ba", 1), ("abc", "", 3), ("kitten", "sitting", 3), ("ca", "abc", 3), ("a", "a", 0),
    ])
    func aSwapIsOneSlip(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left), Array(right)) == distance)
        #expect(NearestName.distance(Array(right), Array(left)) == distance)
    }
}
