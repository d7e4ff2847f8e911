import Platform

/// What the place can show where a person reads an answer.
package struct Screen: Sendable, Hashable {
    /// Columns of characters; nil where there is no edge (a file, a pipe).
    package var width: Int?
    /// Rows of characters; nil where nothing is to be cut.
    package var height: Int?
    /// Whether escape sequences for colour are understood and wanted.
    package var colour: Bool
    /// Whether what was written can be replaced: escape sequences that move the cursor are understood.
    package var hasCursorControl: Bool
    /// Whether characters beyond ASCII can be shown.
    package var unicode: Bool
    /// Whether each row is shown as a block of `name | value` lines (`\x`).
    package var expanded: Expanded
    /// Whether the types of columns stand below their headings, where they are known.
    package var showsTypes = false

    /// What stands for null; nil for a dash.
    package var nullText: String?
    /// How a reader gets at columns that the screen has no room for; nil where that is said elsewhere.
    package var hiddenHint: String?

    /// When rows are shown as blocks.
    package enum Expanded: Sendable, Hashable {
        case off, on
        /// Where the table would be wider than the screen.
        case automatic
    }

    /// A screen of these abilities; by default a file, in UTF-8 and without colour.
    package init(
        width: Int? = nil, height: Int? = nil, colour: Bool = false, hasCursorControl: Bool = false,
        unicode: Bool = true, expanded: Expanded = .off
    ) {
        self.width = width
        self.height = height
        self.colour = colour
        self.hasCursorControl = hasCursorControl
        self.unicode = unicode
        self.expanded = expanded
    }

    /// The screen behind a descriptor: its size if it is a terminal, and what the environment says of it.
    ///
    /// Colour needs a terminal, a `TERM` that is set and not `dumb`, and `NO_COLOR` to be unset or empty
    /// (https://no-color.org). Characters beyond ASCII need a UTF-8 locale (`LC_ALL`, else `LC_CTYPE`, else `LANG`),
    /// on a terminal also a `TERM` that is not `dumb`; what is not a terminal and has no locale at all is taken to be
    /// UTF-8, as files are.
    ///
    /// - Parameters:
    ///   - descriptor: where the answer will go.
    ///   - environment: looks up a variable of the environment.
    /// - Returns: what can be shown there.
    package static func detect(
        descriptor: Int32, environment: (String) -> String? = Self.variable
    ) -> Screen {
        func set(_ name: String) -> String? {
            environment(name).flatMap { $0.isEmpty ? nil : $0 }
        }
        let isTerminal = isTerminal(descriptor)
        let isDumb = (set("TERM") ?? "dumb") == "dumb"
        var screen = Screen()
        if let locale = set("LC_ALL") ?? set("LC_CTYPE") ?? set("LANG") {
            let name = locale.lowercased()
            screen.unicode = name.contains("utf-8") || name.contains("utf8")
        } else {
            screen.unicode = !isTerminal
        }
        guard isTerminal else { return screen }
        if isDumb { screen.unicode = false }
        screen.hasCursorControl = !isDumb
        screen.colour = !isDumb && set("NO_COLOR") == nil
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            screen.width = Int(size.ws_col)
            screen.height = size.ws_row > 0 ? Int(size.ws_row) : nil
        } else {
            screen.width = set("COLUMNS").flatMap { Int($0) } ?? 80
            screen.height = set("LINES").flatMap { Int($0) }
        }
        return screen
    }

    /// Whether a person looks at what is written there.
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// A variable of the process's environment.
    package static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
