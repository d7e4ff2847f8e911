/// The canonical files as text: RFC 4180, one header row.
package enum CSVText {
    /// Reads records; quotes may hold delimiters, quotes and line ends.
    package static func records(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var characters = Array(text)[...]
        func endRecord() {
            fields.append(field)
            // An empty line is no record.
            if fields != [""] { records.append(fields) }
            fields = []
            field = ""
        }
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                field.append(character)
                characters.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(field)
                field = ""
            case "\n" where !isQuoted, "\r\n" where !isQuoted: endRecord()
            default: field.append(character)
            }
        }
        endRecord()
        return records
    }

    /// Reads the rows of one canonical file.
    package static func rows(
        of entity: String, source: String, text: String
    ) throws(ContractError) -> [any ContractRow] {
        guard let type = entities.first(where: { $0.entity == entity }) else {
            throw ContractError(description: "no such entity: \(entity)")
        }
        let records = records(text)
        guard let header = records.first else { return [] }
        var rows: [any ContractRow] = []
        for fields in records.dropFirst() {
            guard fields.count == header.count else {
                throw ContractError(description: "\(entity): \(fields.count) fields in \(fields)")
            }
            let record = Record(Dictionary(zip(header, fields)) { $1 })
            rows.append(try type.init(source: source, record: record))
        }
        return rows
    }

    /// Writes rows of one entity in the order given, without the columns that are empty throughout.
    package static func file(_ rows: [any ContractRow]) -> String {
        var header: [String] = []
        for row in rows {
            for column in row.columns where column.text != nil && !header.contains(column.name) {
                header.append(column.name)
            }
        }
        let lines = rows.map { row in
            let texts = Dictionary(row.columns.map { ($0.name, $0.text) }) { $1 }
            return header.map { quoted((texts[$0] ?? nil) ?? "") }.joined(separator: ",")
        }
        return ([header.joined(separator: ",")] + lines).map { $0 + "\n" }.joined()
    }

    /// Every entity that a KPI reads.
    package static let entities: [any ContractRow.Type] = [
        Agent.self, Customer.self, Ticket.self, Interaction.self, TicketEvent.self, Survey.self, Cost.self,
        Shift.self, Schedule.self, ScheduleHours.self, Holiday.self, Order.self,
    ]

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { "\",\r\n".contains($0) || $0 == "\r\n" }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
