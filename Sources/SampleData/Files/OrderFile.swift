/// `orders.csv`.
enum OrderFile {
    static func write(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/orders.csv", columns: "order_id,customer_id,ordered_at,amount,currency")
        for day in 0..<shop.window.days {
            let numbers = shop.orders.volume.numbers(onDay: day)
            for number in numbers {
                let order = shop.orders.order(number, onDay: day, of: numbers)
                file.identifier(.order, number)
                file.identifier(.customer, order.customer)
                file.instant(order.orderedAt)
                // Exchanges at no charge come without an amount.
                let isExchange = number % 67 == 5
                file.money(cents: isExchange ? nil : order.cents)
                file.text(isExchange ? nil : number % 41 == 3 ? "USD" : "EUR")
                try file.endRow()
            }
        }
        return try file.finish()
    }
}
