/// What is known of an answer only when its last row has been seen.
package struct Closing: Sendable, Hashable {
    /// Total rows, in the columns of the answer; dimensions are null in them.
    ///
    /// They never stand among the rows.
    package var totals: [[Cell]] = []
    /// Lines for people below the answer: notes, hints.
    package var footer: [String] = []
    /// How long the answer took.
    package var milliseconds: Int?

    /// Nothing more to say.
    package init() {}

    /// An end with totals, notes and the time it took.
    package init(totals: [[Cell]] = [], footer: [String] = [], milliseconds: Int? = nil) {
        self.totals = totals
        self.footer = footer
        self.milliseconds = milliseconds
    }
}
