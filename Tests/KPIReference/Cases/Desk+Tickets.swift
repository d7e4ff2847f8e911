/// Cases of volume, resolution and backlog.
extension Desk {
    func createdTickets(_ moment: Moment) -> [Case] {
        allStories.filter { moment.contains($0.ticket.createdAt) }
            .map { Case(segment: segment(of: $0.ticket)) }
    }

    /// Tickets with their final resolution in the period.
    func resolvedStories(_ moment: Moment) -> [(story: TicketStory, resolution: Instant)] {
        allStories.compactMap { story in story.finalResolution.map { (story, $0) } }
            .filter { moment.contains($0.resolution) }
    }

    func resolvedTickets(_ moment: Moment) -> [Case] {
        resolvedStories(moment).map { Case(segment: segment(of: $0.story.ticket)) }
    }

    func changes(_ moment: Moment, isResolution: Bool) -> [Case] {
        allStories.flatMap { story in
            story.changes.filter { $0.isResolution == isResolution && moment.contains($0.at) }
                .map { _ in Case(segment: segment(of: story.ticket)) }
        }
    }

    /// Tickets created before, and not resolved at, the snapshot.
    private func openStories(_ moment: Moment) -> [TicketStory] {
        allStories.filter {
            $0.ticket.createdAt < moment.snapshot && !$0.isResolved(before: moment.snapshot)
        }
    }

    func backlog(_ moment: Moment) -> [Case] {
        openStories(moment).map { Case(segment: segment(of: $0.ticket)) }
    }

    func backlogAges(_ moment: Moment, isBusiness: Bool) -> [Case] {
        openStories(moment).compactMap { story in
            seconds(of: story.ticket, from: story.ticket.createdAt, to: moment.snapshot, isBusiness)
                .map { Case(value: $0, segment: segment(of: story.ticket)) }
        }
    }

    func resolutionTimes(_ moment: Moment, isBusiness: Bool) -> [Case] {
        resolvedStories(moment).filter(\.story.ticket.isInbound).compactMap { story, resolution in
            seconds(of: story.ticket, from: story.ticket.createdAt, to: resolution, isBusiness)
                .map { Case(value: $0, segment: segment(of: story.ticket)) }
        }
    }

    func resolutionTimesAfterResponse(_ moment: Moment, isBusiness: Bool) -> [Case] {
        resolvedStories(moment).filter(\.story.ticket.isInbound).compactMap { story, resolution in
            guard let response = story.firstResponse?.occurredAt, response <= resolution else { return nil }
            return seconds(of: story.ticket, from: response, to: resolution, isBusiness)
                .map { Case(value: $0, segment: segment(of: story.ticket)) }
        }
    }

    /// Tickets created at least T ago: resolved as of created_at + T, or not.
    func resolutionsWithin(_ within: Instant, _ moment: Moment) -> [Case] {
        allStories.filter {
            moment.contains($0.ticket.createdAt) && $0.ticket.createdAt + within <= moment.asOf
        }.map { story in
            let isHit = story.isResolved(at: story.ticket.createdAt + within)
            return Case(value: isHit ? 1 : 0, segment: segment(of: story.ticket))
        }
    }

    func reopenedOrNot(_ moment: Moment) -> [Case] {
        resolvedStories(moment).map { story, _ in
            Case(value: story.hasReopen ? 1 : 0, segment: segment(of: story.ticket))
        }
    }

    /// Seconds between two instants on the wall clock, or on the ticket's schedule: nil without one.
    func seconds(
        of ticket: Ticket, from start: Instant, to end: Instant, _ isBusiness: Bool
    ) -> Double? {
        guard isBusiness else { return Double(end - start) / 1_000_000 }
        return openingHours.schedule(of: ticket).map {
            Double(openingHours.openTime(of: $0, from: start, to: end)) / 1_000_000
        }
    }
}
