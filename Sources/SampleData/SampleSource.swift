package import Basics
import Platform

/// A made-up online shop's support data, in the shape of the data contract: one CSV file an entity.
///
/// The same arguments give the same bytes on every platform. Every row is valid, and every id it refers to
/// exists, but for a few assignees who are no longer in the roster; the mess is that of real help desks.
/// What an analyst can find in it: chats are answered in less than half the time from the initiative
/// `chat-routing` on, and the returns desk is slow on Mondays.
///
/// Costs about 4 µs a ticket on one core, and constant memory.
package struct SampleSource: Sendable {
    private let shop: Shop

    /// - Parameters:
    ///   - tickets: how many, 1 to 10 million. Everything else follows: per ticket some 4.5 interactions, three
    ///     orders, two fifths of a customer; and agents to do the work.
    ///   - days: the length of the span they are created in, 1 to 7300 days.
    ///   - seed: another seed, another sample of the same shop.
    ///   - until: the first day after the span, UTC, in 2000 to 2200. Nothing is dated on it or later.
    /// - Throws: `SampleError.outOfRange`, with the range.
    package init(tickets: Int, days: Int, seed: UInt64, until: CivilDate) throws(SampleError) {
        guard (1...10_000_000).contains(tickets) else {
            throw .outOfRange("\(tickets) tickets: expected 1 to 10000000")
        }
        guard (1...7300).contains(days) else { throw .outOfRange("\(days) days: expected 1 to 7300") }
        guard (2000...2200).contains(until.year) else {
            throw .outOfRange("until \(until): expected a day of the years 2000 to 2200")
        }
        shop = Shop(tickets: tickets, window: Window(days: days, until: until), seed: seed)
    }

    /// Writes all files into the folder, which is created where it is missing; files of theirs that are there
    /// are replaced, others left alone.
    ///
    /// - Parameter directory: the folder's path, of any depth.
    /// - Returns: what was written.
    /// - Throws: `SampleError.cannotWrite`; the file in question is removed.
    package func write(to directory: String) throws(SampleError) -> SampleSummary {
        try createFolder(directory)
        var ticketFiles = try TicketFiles(in: directory)
        try ticketFiles.write(shop)

        var files = [
            try AgentFile.write(shop, in: directory),
            try CustomerFile.write(shop, in: directory),
        ]
        files += try ticketFiles.finish()
        files += [
            try CostFile.write(shop, in: directory),
            try ShiftFile.write(shop, in: directory),
            try CalendarFiles.writeSchedules(shop, in: directory),
            try CalendarFiles.writeHours(shop, in: directory),
            try CalendarFiles.writeHolidays(shop, in: directory),
            try OrderFile.write(shop, in: directory),
            try PlanFiles.writeTargets(shop, in: directory),
            try PlanFiles.writeInitiatives(shop, in: directory),
        ]
        return SampleSummary(files: files)
    }

    private func createFolder(_ path: String) throws(SampleError) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += part + "/"
            guard mkdir(prefix, 0o777) != 0, errno != EEXIST else { continue }
            throw .cannotWrite(path: prefix, reason: String(cString: strerror(errno)))
        }
    }
}
