extension Ticket {
    /// A ticket as it comes in: who writes, where, about what, and who gets it.
    static func opened(
        number: Int, at createdAt: Instant, day: Int, shop: Shop, recent: RecentTickets,
        _ random: inout SplitMix64
    ) -> Ticket {
        var ticket = Ticket(number: number, createdAt: createdAt)
        ticket.exclusion = random.pick(Exclusion.mix)
        ticket.isOutbound = ticket.exclusion == nil && random.chance(45)
        ticket.channel = ticket.isOutbound ? .email : random.pick(Channel.mix)
        ticket.category = random.pick(Category.mix)

        let isFollowUp = ticket.exclusion == .merged || random.chance(60)
        if isFollowUp, let earlier = recent.any(before: createdAt, &random) {
            ticket.follow(earlier, &random)
        } else {
            if ticket.exclusion == .merged { ticket.exclusion = nil }
            ticket.introduceCustomer(day: day, shop: shop, &random)
        }

        ticket.product =
            ticket.category == .returns ? random.pick(Product.returned) : random.pick(Product.mix)
        ticket.priority = random.pick(ticket.segment == .vip ? Priority.ofVIPs : Priority.mix)
        ticket.brand = random.chance(30) ? nil : random.pick(Brand.mix)
        ticket.subject =
            ticket.exclusion == .spam
            ? .plain(random.any(of: Subject.advertising))
            : .drawn(for: ticket.category, order: ticket.order, &random)
        ticket.tags = random.pick(tagMix)
        ticket.assign(shop: shop, &random)
        return ticket
    }

    private mutating func follow(_ earlier: RecentTickets.Entry, _ random: inout SplitMix64) {
        customer = earlier.customer
        segment = earlier.segment
        order = earlier.order
        category = earlier.category
        if random.chance(600) { channel = earlier.channel }
        if exclusion == .merged { mergedInto = earlier.number }
    }

    private mutating func introduceCustomer(day: Int, shop: Shop, _ random: inout SplitMix64) {
        guard exclusion != .test, exclusion != .spam, !random.chance(25) else { return }
        if category != .account && random.chance(720) {
            order = shop.orders.recent(before: createdAt, onDay: day, &random)
        }
        let known = shop.customers[order?.customer ?? shop.customers.anyone(onDay: day, &random)]
        customer = known.number
        segment = known.segment
    }

    private mutating func assign(shop: Shop, _ random: inout SplitMix64) {
        let isNight = createdAt.hour >= 21 || createdAt.hour < 5
        let desk: Team =
            if isNight && (channel == .chat || channel == .phone) {
                .night
            } else if segment == .vip {
                .vipCare
            } else if category == .returns {
                .returns
            } else if category == .payment {
                .payments
            } else {
                .firstLine
            }
        if desk == .night { schedule = .night } else if random.chance(80) { schedule = .office }
        team = random.chance(60) ? nil : desk
        agent =
            switch random.below(1000) {
            case ..<5: .unknown(random.below(3))
            case ..<40: nil
            default: .human(shop.roster.anyone(in: desk, on: createdAt.date, &random).number)
            }
    }

    /// Several tags are separated by semicolons; some exports give a JSON array.
    private static let tagMix = Choice<StaticString?>(
        (nil, 55), ("late", 8), ("late;carrier", 7), ("vip;call back", 3), ("gift", 6), ("first order", 8),
        ("warranty;photo attached", 5), ("[\"gift\",\"express, insured\"]", 3), ("größe", 4), ("🎄", 1))
}
