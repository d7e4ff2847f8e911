/// Cases of customers and their orders.
extension Desk {
    /// Customers active at the start of the period's part: churned within it or not.
    func activeCustomers(_ moment: Moment) -> [Case] {
        let start = moment.period.part.start
        return customers.values.filter { customer in
            (customer.joinedAt.map { $0 < start } ?? true) && (customer.churnedAt.map { $0 >= start } ?? true)
        }.map { customer in
            let hasChurned = customer.churnedAt.map(moment.contains) ?? false
            return Case(
                value: hasChurned ? 1 : 0,
                segment: segment(ofCustomer: customer.customerID, source: customer.source))
        }
    }

    func contacts(_ moment: Moment) -> [Case] {
        allStories.map(\.ticket).filter { $0.isInbound && moment.contains($0.createdAt) }.map {
            Case(leg: .numerator, segment: segment(ofCustomer: $0.customerID, source: $0.source))
        }
    }

    func orders(_ moment: Moment) -> [Case] {
        orders.filter { moment.contains($0.orderedAt) }.map {
            Case(leg: .denominator, segment: segment(ofCustomer: $0.customerID, source: $0.source))
        }
    }
}
