import Basics
package import KPIQuery
import PostgresClient

/// Lists the cases that an answer is made of.
struct CaseList {
    /// Without ranking of cases: what selects rows.
    let query: Query
    let definition: KPIDefinition
    let legs: [CaseLeg]
    let agents: [ExactText: FilterSQL.AgentFilter]
    let bounds: BucketBounds
    /// The one currency of amounts.
    let currency: String?
    /// By what they are worth, where not by time.
    let order: Ranking.End?
    /// The first so many only.
    let limit: Int?

    var layout: CaseLayout { CaseLayout(definition, legs, hasRanks: percentile != nil) }

    /// The percentile that was asked for, of which the median is the usual one: its case comes first, then its
    /// neighbours.
    var percentile: Int? {
        order == nil ? definition.percentile(asked: query.metrics[0].aggregate?.value) : nil
    }

    /// The question that the cases answer.
    static func question(
        _ query: Query, _ definition: KPIDefinition, agents: [ExactText: FilterSQL.AgentFilter],
        bounds: BucketBounds, currency: String?
    ) -> MetricStatement {
        MetricStatement(
            definition: definition, isBusiness: query.metrics[0].isBusiness,
            window: query.metrics[0].window?.value, measures: [],
            dimensions: query.dimensions.map(\.value), filter: query.filter, agents: agents, bounds: bounds,
            currency: currency)
    }

    var question: MetricStatement {
        Self.question(query, definition, agents: agents, bounds: bounds, currency: currency)
    }

    /// Lends the cases one by one.
    func forEach(on connection: inout Connection, _ body: (ListedCase) throws -> Void) throws {
        let layout = layout
        try connection.stream(statement, failsTransaction: true) { row in
            var column = 0
            func next() -> Int {
                defer { column += 1 }
                return column
            }
            let leg = row.text(at: next()).flatMap(CaseLayout.Leg.init)
            let bucket = try row.decode(Int.self, at: next())
            let source = row.text(at: next())
            let ticketID = row.text(at: next())
            let identities = layout.identities.map { _ in row.text(at: next()) }
            let values = layout.block.map { _ in row.text(at: next()) }
            let agentName = row.text(at: next())
            let anchor = try row.decode(String.self, at: next())
            let until = row.text(at: next())
            let value = row.text(at: next())
            let rank = layout.hasRanks ? try row.decode(Int.self, at: next()) : nil
            var share: ListedCase.Share?
            if layout.hasShares {
                let found = ListedCase.Share(
                    amount: row.text(at: next()), firstDay: row.text(at: next()),
                    lastDay: row.text(at: next()), days: try row.decode(Int?.self, at: next()),
                    weight: row.text(at: next()), totalWeight: row.text(at: next()))
                if found.amount != nil { share = found }
            }
            let members = query.dimensions.map { dimension in
                var member = Answer.Member(text: row.text(at: next()))
                if dimension.value == .dimension("agent") { member.source = row.text(at: next()) }
                return member
            }
            try body(
                ListedCase(
                    leg: leg, bucket: bucket, members: members, source: source, ticketID: ticketID,
                    identities: identities, block: values, agentName: agentName, anchor: anchor,
                    until: until, rank: rank, share: share, exactValue: value))
        }
    }
}

extension CaseList {
    /// Where in an answer a case belongs.
    struct Place: Hashable {
        let bucket: Int
        let members: [Answer.Member]

        init(_ bucket: Int, _ members: [Answer.Member]) {
            self.bucket = bucket
            self.members = members
        }
    }
}

extension Warehouse {
    /// Lists the cases behind the numbers of a query, in the same snapshot as the answer itself.
    ///
    /// `begin` gets the answer that they make up, and what is known of each of them. Only cases of its rows come: filters,
    /// range, ranking and `having` are kept. Without dimensions `top` and `bottom` rank the cases. Throws
    /// `ParseFailure` where the query has something that a list of cases has no place for.
    package mutating func listCases(
        of query: Query, text: String, asOf: String? = nil, begin: (Answer, CaseLayout) throws -> Void,
        _ body: (ListedCase) throws -> Void
    ) throws {
        let catalogue = catalogue
        let definitions = query.metrics.compactMap { catalogue[$0.kpi.value] }
        try query.refuseForCaseList(definitions)
        var answered = query
        let ranksCases = query.dimensions.isEmpty
        let ranking = ranksCases ? query.ranking?.value : nil
        if ranksCases { answered.ranking = nil }
        // The list makes up the number, so the number is the exact one.
        let asked = answered.answeredFromFacts
        let rollups = rollups
        try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
            let run = QueryRun(query: asked, text: text, catalogue: catalogue, rollups: rollups, asOf: asOf)
            let answer = try run.answer(on: &connection)
            let moment = try Moment(asOf: answer.asOf, on: &connection)
            let agents = try AgentLookup.filters(in: asked.filter, on: &connection)
            let bounds = try BucketBounds(
                answer.range.buckets, zone: moment.zone, asOf: moment.asOf, on: &connection)
            let question = CaseList.question(
                asked, definitions[0], agents: agents, bounds: bounds, currency: answer.currency)
            let list = CaseList(
                query: asked, definition: definitions[0],
                legs: try CaseLeg.legs(of: definitions[0], asking: question, on: &connection),
                agents: agents, bounds: bounds, currency: answer.currency,
                order: ranking?.end, limit: query.having == nil ? ranking?.count : nil)
            try begin(answer, list.layout)
            var left = ranking?.count ?? .max
            let rows = Set(answer.rows.map { CaseList.Place($0.bucket, $0.members.map(\.withoutName)) })
            try list.forEach(on: &connection) { found in
                guard left > 0, rows.contains(CaseList.Place(found.bucket, found.members)) else { return }
                left -= 1
                try body(found)
            }
        }
    }
}
