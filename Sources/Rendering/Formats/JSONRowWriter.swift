/// Writes rows as JSON objects: the part that json and ndjson share.
struct JSONRowWriter {
    private var places: [Int] = []
    /// For each column written, `{"name": ` or `, "name": `.
    private var keys: [[UInt8]] = []

    init(_ columns: [Column]) {
        let scratch = Output()
        var start = 0
        let names = columns.memberNames
        for place in columns.indices where columns[place].isInFiles {
            if !places.isEmpty { scratch.write(", ") }
            scratch.write(jsonString: names[place])
            scratch.write(": ")
            let bytes = scratch.contentBytes
            keys.append(Array(bytes[start...]))
            start = bytes.count
            places.append(place)
        }
    }

    func write(_ cells: [Cell], to output: Output) {
        output.write(byte: UInt8(ascii: "{"))
        for (position, place) in places.enumerated() {
            keys[position].withUnsafeBufferPointer { output.write($0) }
            output.write(json: cells[place])
        }
        output.write(byte: UInt8(ascii: "}"))
    }
}
