extension Query {
    /// The range asked for, cut into the buckets of the grain; what cannot be is told at its place.
    package func timeRange(at clock: QueryClock) throws(ParseFailure) -> TimeRange {
        do throws(TimeRangeError) {
            return try TimeRange.resolve(range?.value, grain: grain?.value, clock: clock)
        } catch {
            throw ParseFailure(error, at: range?.span ?? grain?.span)
        }
    }

    /// Whether hours are counted, of which clock changes skip some.
    package var countsHours: Bool {
        switch range?.value {
        case .this(.hour), .last(_, .hour): true
        default: grain?.value == .hourly
        }
    }

    /// What the range is compared with, one for each of `bases`; `nil` for targets.
    package func baseRanges(of range: TimeRange) throws(ParseFailure) -> [BaseRange?] {
        var ranges: [BaseRange?] = []
        for base in bases {
            do throws(TimeRangeError) {
                ranges.append(try range.base(base.value))
            } catch {
                throw ParseFailure(error, at: base.span)
            }
        }
        return ranges
    }
}

extension ParseFailure {
    fileprivate init(_ error: TimeRangeError, at span: SourceSpan?) {
        self.init(span: span ?? SourceSpan(0, 0), message: error.description, expected: [])
    }
}
