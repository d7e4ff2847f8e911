import Basics

/// What a range is compared with, bucket by bucket.
package struct BaseRange: Hashable, Sendable {
    /// One for each bucket of the range, in its order; `nil` where it has none (n/a).
    ///
    /// Of a running bucket it is the same elapsed part, so it may end in the middle of a day. A bucket
    /// still to come has none, nor has a day or week that the other year or month lacks. Each keeps the
    /// first moment of its own whole period as `start`.
    package let buckets: [TimeRange.Bucket?]
    /// Whether some bucket is cut, or dropped, as what it is compared with is still running.
    package var isElapsedPart = false

    /// From its first moment to its last as one bucket: what a total of the buckets is compared with.
    package var asOne: BaseRange {
        let parts = buckets.compactMap(\.self)
        guard let from = parts.map(\.from).min(), let to = parts.map(\.to).max() else {
            return BaseRange(buckets: [nil], isElapsedPart: isElapsedPart)
        }
        return BaseRange(
            buckets: [TimeRange.Bucket(start: from, from: from, to: to)], isElapsedPart: isElapsedPart)
    }
}

extension TimeRange {
    /// The base of this range; `nil` for targets, which have no range of their own.
    package func base(_ base: ComparisonBase) throws(TimeRangeError) -> BaseRange? {
        switch base {
        case .target:
            return nil
        case .previous:
            return elapsed(previous())
        case .same(let unit, let step):
            if let grain, step < grain.unit {
                throw TimeRangeError.stepShorterThanGrain(step, grain)
            }
            return elapsed(same(unit, last: step))
        case .period(let period):
            let other = try TimeRange(
                from: LocalTime(period.firstDay), to: LocalTime(period.endDay), grain: grain, clock: clock)
            let pairs = buckets.indices.map { $0 < other.buckets.count ? other.buckets[$0] : nil }
            return elapsed(pairs)
        }
    }

    /// For each bucket the one before it, also where that lies before the range; without a grain the range before.
    ///
    /// Like parts meet: a bucket that the range cuts is compared with the same part of the one before.
    package func bucketsBefore() -> BaseRange {
        guard let unit = grain?.unit else { return elapsed(previous()) }
        if unit == .hour { return elapsed(hours(back: 1)) }
        return elapsed(
            buckets.map { bucket in
                part(of: bucket, movedTo: unit.adding(-1, to: bucket.start), unit: unit)
            })
    }

    /// Cuts the bases of running buckets to what has passed of them, and drops those of future ones.
    private func elapsed(_ bases: [Bucket?]) -> BaseRange {
        let whole = bases.map { base -> Bucket? in
            guard let base, base.from < base.to, base.start.date.year >= 1 else { return nil }
            return base
        }
        let passed = zip(buckets, whole).map { bucket, base -> Bucket? in
            guard let base, clock.now < bucket.to else { return base }
            let passed = clock.now.seconds(since: bucket.from)
            guard passed > 0 else { return nil }
            return Bucket(
                start: base.start, from: base.from, to: min(base.to, base.from.adding(seconds: passed)))
        }
        return BaseRange(buckets: passed, isElapsedPart: passed != whole)
    }
}

// MARK: - The range just before

extension TimeRange {
    private func previous() -> [Bucket?] {
        guard let unit = grain?.unit else { return [previousWhole()] }
        if unit == .hour, !isWholeDays { return hours(back: hourCount) }
        let first = unit.start(of: from, weekStart: clock.weekStart)
        // The fewest whole buckets back that clear the range, so that like parts meet: the four days of
        // a cut week are compared with the same four days.
        var steps = 1
        while steps < buckets.count,
            let last = buckets.last,
            part(of: last, movedTo: unit.adding(buckets.count - 1 - steps, to: first), unit: unit).to > from
        {
            steps += 1
        }
        return buckets.indices.map { index in
            part(of: buckets[index], movedTo: unit.adding(index - steps, to: first), unit: unit)
        }
    }

    /// For each hour the one so many before it; a skipped one has none, and is none.
    private func hours(back count: Int) -> [Bucket?] {
        buckets.map { bucket in
            guard !clock.skippedHours.contains(bucket.start) else { return nil }
            return part(of: bucket, movedTo: clock.hours(count, before: bucket.start), unit: .hour)
        }
    }

    /// A range of whole months is as long as as many months; any other is as long as its days or hours.
    private func previousWhole() -> Bucket {
        let months = (to.date.year - from.date.year) * 12 + to.date.month - from.date.month
        if isWholeDays, from.date.day == 1, to.date.day == 1, months > 0 {
            let start = CalendarUnit.month.adding(-months, to: from)
            return Bucket(start: start, from: start, to: from)
        }
        let start =
            isWholeDays
            ? from.adding(seconds: -to.seconds(since: from)) : clock.hours(hourCount, before: from)
        return Bucket(start: start, from: start, to: from)
    }

    /// The part of another bucket that this bucket has of its own period.
    private func part(of bucket: Bucket, movedTo start: LocalTime, unit: CalendarUnit) -> Bucket {
        let end = unit.adding(1, to: start)
        let isCutAtEnd = bucket.to < unit.adding(1, to: bucket.start)
        let from = start.adding(seconds: bucket.from.seconds(since: bucket.start))
        let to = isCutAtEnd ? start.adding(seconds: bucket.to.seconds(since: bucket.start)) : end
        return Bucket(start: start, from: min(from, end), to: min(to, end))
    }
}

// MARK: - The same unit of an earlier one

extension TimeRange {
    private func same(_ unit: CalendarUnit, last step: CalendarUnit) -> [Bucket?] {
        guard let grain else { return [sameWhole(unit, last: step)] }
        return buckets.map { bucket in
            let start =
                grain == .weekly || (unit == .week && grain.unit < .week)
                ? weekwise(bucket.start, back: step, weekStart: clock.weekStart)
                : datewise(bucket.start, back: step)
            return start.map { part(of: bucket, movedTo: $0, unit: grain.unit) }
        }
    }

    private func sameWhole(_ unit: CalendarUnit, last step: CalendarUnit) -> Bucket? {
        if unit == .week {
            // From Monday to Monday it is ISO's weeks that were meant, whatever weeks begin on here.
            let isISO = from.date.weekday == .monday && to.date.weekday == .monday
            let weekStart = isISO ? .monday : clock.weekStart
            guard let start = weekwise(from, back: step, weekStart: weekStart) else { return nil }
            return Bucket(start: start, from: start, to: start.adding(seconds: to.seconds(since: from)))
        }
        // A single day that the other month lacks has no base, as in a series of days.
        if to == from.adding(seconds: 86_400), datewise(from, back: step) == nil { return nil }
        let start = step.adding(-1, to: from)
        // The last day is what moves, not the day after it: the year before 29 February ends on the 28th.
        // Where a month ends with the range, it ends with the base.
        let end =
            to.date.day == 1 || to.second > 0
            ? step.adding(-1, to: to)
            : LocalTime(step.adding(-1, to: LocalTime(lastDay)).date.adding(days: 1))
        return Bucket(start: start, from: start, to: end)
    }

    /// The same date and hour; `nil` where the month has no such day.
    private func datewise(_ time: LocalTime, back step: CalendarUnit) -> LocalTime? {
        let moved = step.adding(-1, to: time)
        return step >= .month && moved.date.day != time.date.day ? nil : moved
    }

    /// The same weekday of the week of the same number (a year back), or of 1, 4 or 13 weeks before.
    private func weekwise(
        _ time: LocalTime, back step: CalendarUnit, weekStart: Weekday
    ) -> LocalTime? {
        switch step {
        case .hour, .day: return step.adding(-1, to: time)
        case .week: return CalendarUnit.week.adding(-1, to: time)
        case .month: return CalendarUnit.week.adding(-4, to: time)
        case .quarter: return CalendarUnit.week.adding(-13, to: time)
        case .year:
            let week = ISOWeek(containing: time.date, weekStart: weekStart)
            let weekday = time.date.dayNumber - time.date.startOfWeek(weekStart).dayNumber
            return ISOWeek(year: week.year - 1, week: week.week)
                .firstDay(weekStart: weekStart)
                .map { LocalTime($0.adding(days: weekday), second: time.second) }
        }
    }
}
