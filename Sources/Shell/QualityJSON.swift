import Rendering
import Warehouse

/// The results of quality checks as a JSON array.
enum QualityJSON {
    static func write(_ results: [QualityResult], to output: Output) {
        output.write("[")
        for (position, result) in results.enumerated() {
            output.write(position == 0 ? "{\"name\": " : ", {\"name\": ")
            output.write(jsonString: result.name)
            output.write(", \"title\": ")
            output.write(jsonString: result.title)
            output.write(", \"severity\": ")
            output.write(jsonString: result.severity)
            output.write(", \"count\": \(result.count), \"samples\": [")
            for (index, sample) in result.samples.enumerated() {
                if index > 0 { output.write(", ") }
                output.write(jsonString: sample)
            }
            output.write("], \"meaning\": ")
            output.write(jsonString: result.meaning)
            output.write("}")
        }
        output.write("]")
    }
}
