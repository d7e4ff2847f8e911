/// Cases of responses, replies, contacts and logged time.
extension Desk {
    func firstResponseTimes(_ moment: Moment, isBusiness: Bool) -> [Case] {
        allStories.compactMap { story in
            guard let response = story.firstResponse, moment.contains(response.occurredAt),
                let seconds = seconds(
                    of: story.ticket, from: story.ticket.createdAt, to: response.occurredAt, isBusiness)
            else { return nil }
            return Case(
                value: seconds, segment: segment(of: story.ticket, actingAgentID: response.agentID))
        }
    }

    func firstResponsesWithin(_ limit: Double, _ moment: Moment, isBusiness: Bool) -> [Case] {
        firstResponseTimes(moment, isBusiness: isBusiness).map {
            Case(value: $0.value <= limit ? 1 : 0, segment: $0.segment)
        }
    }

    func replyTimes(_ moment: Moment, isBusiness: Bool) -> [Case] {
        allStories.flatMap { story in
            story.replies.compactMap { turnStartedAt, answer -> Case? in
                guard moment.contains(answer.occurredAt),
                    let seconds = seconds(
                        of: story.ticket, from: turnStartedAt, to: answer.occurredAt, isBusiness)
                else { return nil }
                return Case(
                    value: seconds, segment: segment(of: story.ticket, actingAgentID: answer.agentID))
            }
        }
    }

    func handleTimes(_ moment: Moment) -> [Case] {
        resolvedStories(moment).compactMap { story, _ in
            let logged = story.interactions.reduce(0) { $0 + $1.loggedTime }
            guard logged > 0 else { return nil }
            return Case(value: Double(logged) / 1_000_000, segment: segment(of: story.ticket))
        }
    }

    /// Interactions with logged time (a sum above 0), of any author, public or not.
    func interactionTimes(_ moment: Moment) -> [Case] {
        allStories.flatMap { story in
            story.interactions.filter { $0.loggedTime > 0 && moment.contains($0.occurredAt) }.map {
                Case(
                    value: Double($0.loggedTime) / 1_000_000,
                    segment: segment(of: story.ticket, actingAgentID: $0.agentID))
            }
        }
    }

    /// Inbound tickets resolved in the period with an agent message up to their final resolution.
    private func answeredStories(
        _ moment: Moment
    ) -> [(story: TicketStory, resolution: Instant, messages: [Interaction])] {
        resolvedStories(moment).filter(\.story.ticket.isInbound)
            .map { ($0.story, $0.resolution, $0.story.agentMessages(upTo: $0.resolution)) }
            .filter { !$0.messages.isEmpty }
    }

    func firstContactResolutions(_ moment: Moment) -> [Case] {
        answeredStories(moment).map { story, resolution, messages in
            let contacts = TicketStory.contactCount(of: messages, gap: settings.contactGap)
            let isHit =
                contacts == 1 && !story.hasReopen && !hasRepeat(of: story.ticket, resolvedAt: resolution)
            return Case(value: isHit ? 1 : 0, segment: segment(of: story.ticket))
        }
    }

    /// Whether another inbound ticket of the same customer and category was created after the final
    /// resolution, within the window.
    ///
    /// "Everything is over reportable tickets": an excluded one is none.
    private func hasRepeat(of ticket: Ticket, resolvedAt: Instant) -> Bool {
        guard let customerID = ticket.customerID else { return false }
        let last = resolvedAt + settings.repeatWithin
        return allStories.map(\.ticket).contains { other in
            let isSameTicket = other.source == ticket.source && other.ticketID == ticket.ticketID
            let isSameCustomer = other.source == ticket.source && other.customerID == customerID
            let isInWindow = resolvedAt < other.createdAt && other.createdAt <= last
            return !isSameTicket && other.isInbound && isSameCustomer && other.category == ticket.category
                && isInWindow
        }
    }

    func oneTouches(_ moment: Moment) -> [Case] {
        answeredStories(moment).map { story, _, messages in
            Case(value: messages.count == 1 ? 1 : 0, segment: segment(of: story.ticket))
        }
    }

    func replyCounts(_ moment: Moment) -> [Case] {
        resolvedStories(moment).map { story, resolution in
            Case(
                value: Double(story.agentMessages(upTo: resolution).count),
                segment: segment(of: story.ticket))
        }
    }

    func automations(_ moment: Moment) -> [Case] {
        resolvedStories(moment).map { story, resolution in
            let hasBotMessage = story.interactions.contains {
                $0.isPublic && $0.author == "bot" && $0.occurredAt <= resolution
            }
            let isHit = hasBotMessage && story.agentMessages(upTo: resolution).isEmpty
            return Case(value: isHit ? 1 : 0, segment: segment(of: story.ticket))
        }
    }
}
