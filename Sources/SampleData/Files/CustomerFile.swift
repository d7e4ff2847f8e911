/// `customers.csv`.
enum CustomerFile {
    static func write(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var file = try CSVFile(
            path: directory + "/customers.csv",
            columns: "customer_id,name,email,segment,country,joined_at,churned_at,churn_reason")
        for number in 0..<shop.customers.count {
            let customer = shop.customers[number]
            file.identifier(.customer, number)
            PersonName(number: number).write(to: &file)
            if number % 11 != 0 {
                file.append("customer")
                file.append(number)
                file.append("@example.com")
            }
            file.endField()
            file.text(customer.segment?.text)
            file.text(customer.country)
            file.instant(customer.joinedAt)
            file.instant(customer.churnedAt)
            file.text(customer.churnedAt == nil ? nil : ChurnReason.of(customer: number))
            try file.endRow()
        }
        return try file.finish()
    }
}
