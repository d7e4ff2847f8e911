import Intake
import Platform

/// Reads files as a load does (parse, type, reject), throws the rows away, and says how fast: the reader alone.
///
/// One JSON object an entity: records read, rejected ones included; bytes as they lie on disk; processor seconds of the
/// one thread that reads. `make bench` runs it.
@main
enum ReaderBenchmark {
    static func main() throws {
        let inputs = try InputSet(paths: Array(CommandLine.arguments.dropFirst()))
        for entity in Contract.entities {
            let files = inputs.files.filter { $0.stem == entity.name }
            guard !files.isEmpty else { continue }
            var reader = EntityReader(entity: entity)
            let start = threadSeconds()
            for (index, file) in files.enumerated() {
                try reader.read(file, fileNumber: Int32(index)) { _ in }
            }
            let seconds = threadSeconds() - start
            let bytes = files.reduce(0) { $0 + ($1.byteCount ?? 0) }
            print(
                "{\"entity\": \"\(entity.name)\", \"rows\": \(reader.counts.read), \"bytes\": \(bytes), "
                    + "\"seconds\": \(seconds)}")
        }
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
