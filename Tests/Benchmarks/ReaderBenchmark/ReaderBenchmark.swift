import Intake

/// Reads files as a load does (parse, type, reject), without a database, and says how fast.
///
/// One JSON object an entity. `make bench` runs it.
@main
enum ReaderBenchmark {
    static func main() throws {
        let paths = Array(CommandLine.arguments.dropFirst())
        for speed in try ReaderSpeed.measure(InputSet(paths: paths)) {
            print(
                "{\"entity\": \"\(speed.entity)\", \"rows\": \(speed.recordCount), "
                    + "\"bytes\": \(speed.byteCount), \"seconds\": \(speed.seconds)}")
        }
    }
}
