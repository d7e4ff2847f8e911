import Basics

/// `costs.csv`: the ledger, month by month.
struct CostFile: ~Copyable {
    private var file: CSVFile
    private var count = 0
    private let shop: Shop

    static func write(_ shop: Shop, in directory: String) throws(SampleError) -> SampleSummary.File {
        var ledger = try CostFile(shop, in: directory)
        var month = 0
        try shop.window.forEachMonth { first, last throws(SampleError) in
            try ledger.write(month: month, from: first, to: last)
            month += 1
        }
        return try ledger.file.finish()
    }

    private init(_ shop: Shop, in directory: String) throws(SampleError) {
        self.shop = shop
        file = try CSVFile(
            path: directory + "/costs.csv",
            columns: "cost_id,category,period_start,period_end,amount,currency,team,channel")
    }

    private mutating func write(
        month: Int, from first: CivilDate, to last: CivilDate
    ) throws(SampleError) {
        var random = SplitMix64(seed: shop.seed, .cost, month)
        let days = last - first + 1
        func monthly(_ euros: Int) -> Int { euros * 100 * days / 30 + random.below(90_00) }
        for team in Team.allCases {
            let heads = shop.roster.humans.count { $0.team == team && $0.works(on: first) }
            let wage = monthly(heads * 400 * shop.roster.shiftHours)
            try write("staffing", first, last, wage, team: team)
        }
        try write("technology", first, last, monthly(40 * shop.roster.humans.count + 300))
        try write("technology", first, last, monthly(180), channel: .phone)
        try write("technology", first, last, monthly(240), "USD", channel: .chat)
        try write("other", first, last, monthly(650))
        if month % 3 == 1 { try write("training", first, last, monthly(900), team: .firstLine) }
        if month % 6 == 0 { try write("other", first, first, -random.within(120_00...400_00)) }
        if month % 4 == 2 {
            try write("staffing", first, last, monthly(500), team: .returns, channel: .phone)
        }
    }

    private mutating func write(
        _ category: StaticString, _ first: CivilDate, _ last: CivilDate, _ cents: Int,
        _ currency: StaticString = "EUR", team: Team? = nil, channel: Channel? = nil
    ) throws(SampleError) {
        count += 1
        file.identifier(.cost, count)
        file.text(category)
        file.date(first)
        file.date(last)
        file.money(cents: cents)
        file.text(currency)
        file.text(team?.text)
        file.text(channel?.text)
        try file.endRow()
    }
}
