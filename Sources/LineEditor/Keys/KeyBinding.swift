/// Keys and what they do, for a page of help.
package struct KeyBinding: Sendable, Hashable {
    /// As one would say them, the usual one first.
    package let keys: String
    package let action: String

    private init(_ keys: String, _ action: String) {
        self.keys = keys
        self.action = action
    }

    /// What is worth knowing, in the order one learns it.
    package static let all = [
        KeyBinding("Tab", "complete; again to choose from the menu, Shift-Tab backwards"),
        KeyBinding("Right, End", "take the hint; Alt-F takes a word of it"),
        KeyBinding("Up, Down", "the row above or below; from the first and last, older and newer entries"),
        KeyBinding("Ctrl-P, Ctrl-N", "older and newer entries"),
        KeyBinding(
            "Ctrl-R", "search the history; Enter puts what was found into the line, a second one runs it"),
        KeyBinding("Space", "before anything else: the entry is kept out of the history"),
        KeyBinding("Ctrl-X Ctrl-E", "edit the entry in $EDITOR"),
        KeyBinding("Alt-Enter", "a new row, even if the entry is complete"),
        KeyBinding("Ctrl-A, Ctrl-E", "start and end of the row"),
        KeyBinding("Ctrl-Home, Ctrl-End", "start and end of the entry"),
        KeyBinding("Alt-B, Alt-F", "a word back and forth; Ctrl-Left and Ctrl-Right too"),
        KeyBinding("Ctrl-K, Ctrl-U", "cut up to the row's end or start"),
        KeyBinding("Ctrl-W, Alt-D", "cut the word before or after the cursor"),
        KeyBinding("Ctrl-Y, Alt-Y", "put in what was cut; then what was cut before that"),
        KeyBinding("Ctrl-_", "undo"),
        KeyBinding("Ctrl-T", "swap two characters"),
        KeyBinding("Escape", "close the menu; where keys are vi's, on to its commands"),
        KeyBinding("Ctrl-L", "clear the screen"),
        KeyBinding("Ctrl-C", "drop the entry"),
        KeyBinding("Ctrl-Z", "suspend"),
        KeyBinding("Ctrl-D", "delete a character; in an empty line, leave"),
    ]

    /// What the commands of vi are here; most take a count.
    package static let vi = [
        KeyBinding(
            "i, a, I, A, o, O", "type before or behind the cursor, at the row's start or end, in a new row"),
        KeyBinding("h, l, w, b, e, W, B, E", "a character or word back and forth"),
        KeyBinding("0, ^, $, gg, G", "start and end of the row, of the entry"),
        KeyBinding(
            "fx, tx, Fx, Tx, ;, ,", "to a character x of the row, or short of it; again; the other way"),
        KeyBinding("%", "to the bracket that belongs to this one"),
        KeyBinding(
            "dw, cw, yw",
            "delete, change or copy up to where a motion goes; dd, cc, yy: rows; diw, ci', da(: objects"),
        KeyBinding("x, X, D, C, s, S, rx, ~, J", "delete, change, replace, turn case, join rows"),
        KeyBinding("p, P", "put in what was deleted or copied"),
        KeyBinding("u, .", "take a change back; make the last one again"),
        KeyBinding("j, k", "the row below or above; then newer and older entries"),
        KeyBinding("/, ?, n, N", "search older or newer entries; on, and back"),
        KeyBinding("v", "edit the entry in $EDITOR"),
    ]
}
