/// A value as people read it, by what its column means: `2h 14m`, `80.0 %`, `1,234.56 EUR`.
package enum ValueText {
    /// The text of a value that is not null.
    ///
    /// Numbers of a metric have a comma between thousands. Those of a plain SQL column do not: they may be years or
    /// identifiers. With `keepsLines` the line breaks of texts stay, and are else spelled out.
    package static func of(
        _ cell: Cell, column: Column, unicode: Bool, keepsLines: Bool = false
    ) -> String {
        switch cell {
        case .null: return ""
        case .text(let text):
            return VisibleText.of(
                column.kind == .timestamp ? readable(timestamp: text) : text, keepsLines: keepsLines)
        case .json(let text): return VisibleText.of(text, keepsLines: keepsLines)
        case .boolean(let value): return value ? "true" : "false"
        case .interval(let interval): return VisibleText.of(interval.readable)
        case .intervals(let intervals): return VisibleText.of(intervals.text)
        case .series(let values): return Sparkline.of(values, unicode: unicode)
        case .integer, .double, .decimal: return number(cell, column: column)
        }
    }

    private static func number(_ cell: Cell, column: Column) -> String {
        guard let value = cell.number else {
            // NaN, Infinity, and what is too large for a double.
            if case .decimal(let digits) = cell { return digits }
            return ""
        }
        switch column.kind {
        case .duration, .interval: return DurationText.of(value)
        case .percent: return NumberText.fixed(value, decimals: column.decimals ?? 1) + " %"
        case .points: return NumberText.fixed(value, decimals: column.decimals ?? 1)
        case .money(let currency): return amount(cell, decimals: column.decimals) + " " + currency
        case .text, .integer, .decimal, .float, .intervals, .date, .timestamp, .boolean, .literal, .json:
            return plain(cell, value: value, column: column)
        }
    }

    /// An exact amount keeps its digits: its minor unit is the currency's affair (¥ has none, a dinar three).
    private static func amount(_ cell: Cell, decimals: Int?) -> String {
        if case .decimal(let digits) = cell { return NumberText.grouped(decimal: digits) }
        return NumberText.fixed(cell.number ?? 0, decimals: decimals ?? 2)
    }

    private static func plain(_ cell: Cell, value: Double, column: Column) -> String {
        let isGrouped = column.role != .plain
        switch cell {
        case .integer(let number): return isGrouped ? NumberText.grouped(number) : String(number)
        case .decimal(let digits):
            guard let decimals = column.decimals else {
                return isGrouped ? NumberText.grouped(decimal: digits) : digits
            }
            return NumberText.fixed(value, decimals: decimals, isGrouped: isGrouped)
        default:
            if let decimals = column.decimals {
                return NumberText.fixed(value, decimals: decimals, isGrouped: isGrouped)
            }
            if !isGrouped { return value.description }
            return NumberText.fixed(value, decimals: value == value.rounded() ? 0 : 2)
        }
    }

    /// `2026-03-09 14:05:00+01` for `2026-03-09T14:05:00+01`.
    private static func readable(timestamp text: String) -> String {
        guard text.utf8.count > 10 else { return text }
        let separator = text.index(text.startIndex, offsetBy: 10, limitedBy: text.endIndex)
        guard let separator, separator < text.endIndex, text[separator] == "T" else { return text }
        let readable = text.replacingCharacter(at: separator, with: " ")
        // No fraction of a second says nothing.
        let fraction = readable.dropFirst(19)
        guard fraction.hasPrefix(".000"), fraction.dropFirst(4).first?.isNumber != true else {
            return readable
        }
        return String(readable.prefix(19) + fraction.dropFirst(4))
    }
}

extension String {
    fileprivate func replacingCharacter(at index: Index, with replacement: Character) -> String {
        var copy = self
        copy.replaceSubrange(index...index, with: String(replacement))
        return copy
    }
}
