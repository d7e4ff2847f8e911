import Rendering
import Warehouse

extension JSONValue {
    /// The results of quality checks.
    static func quality(_ results: [QualityResult]) -> JSONValue {
        .array(
            results.map { result in
                [
                    "name": .text(result.name), "title": .text(result.title),
                    "severity": .text(result.severity), "count": .integer(result.count),
                    "samples": .array(result.samples.map { .text($0) }), "meaning": .text(result.meaning),
                    "known": .boolean(result.isKnown),
                ]
            })
    }
}
