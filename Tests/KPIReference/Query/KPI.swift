/// The KPIs of kpis.md, by key.
package enum KPI: String, CaseIterable, Sendable {
    case ticketVolume = "ticket_volume"
    case ticketsResolved = "tickets_resolved"
    case resolutions
    case reopens
    case backlog
    case backlogAge = "backlog_age"
    case firstResponseTime = "first_response_time"
    case firstResponseWithin15Minutes = "frt_within_15m"
    case firstResponseWithin1Hour = "frt_within_1h"
    case replyTime = "reply_time"
    case resolutionTime = "resolution_time"
    case resolutionTimeAfterResponse = "resolution_time_after_response"
    case resolutionRate = "resolution_rate"
    case clearanceRate = "clearance_rate"
    case handleTime = "handle_time"
    case interactionTime = "interaction_time"
    case firstContactResolution = "first_contact_resolution"
    case oneTouchRate = "one_touch_rate"
    case repliesPerResolution = "replies_per_resolution"
    case reopenRate = "reopen_rate"
    case automationRate = "automation_rate"
    case csat
    case csatScore = "csat_score"
    case csatResponseRate = "csat_response_rate"
    case nps
    case ces
    case cesScore = "ces_score"
    case esat
    case utilization
    case occupancy
    case productivity
    case cost
    case costPerResolution = "cost_per_resolution"
    case churnRate = "churn_rate"
    case contactRate = "contact_rate"

    /// Reads a key or an alias.
    package init?(name: String) {
        let aliases: [String: KPI] = [
            "volume": .ticketVolume, "frt": .firstResponseTime, "art": .resolutionTime,
            "art_response": .resolutionTimeAfterResponse, "aht": .handleTime,
            "fcr": .firstContactResolution, "cpr": .costPerResolution,
        ]
        guard let kpi = aliases[name] ?? KPI(rawValue: name) else { return nil }
        self = kpi
    }

    /// How the cases of a cell become its value.
    package enum Summary: Sendable {
        case count
        /// Seconds; the median unless another aggregate is asked for.
        case duration
        /// Percent of the cases that hit, with the Wilson interval.
        case proportion
        /// Mean with the normal interval over n − 1.
        case mean
        case netPromoterScore
        /// factor × numerator ÷ denominator; n is the cases of one of the two.
        case ratio(factor: Double, counts: Case.Leg)
        case money
        case moneyPerResolution
    }

    package var summary: Summary {
        switch self {
        case .ticketVolume, .ticketsResolved, .resolutions, .reopens, .backlog: .count
        case .backlogAge, .firstResponseTime, .replyTime, .resolutionTime, .resolutionTimeAfterResponse,
            .handleTime, .interactionTime:
            .duration
        case .firstResponseWithin15Minutes, .firstResponseWithin1Hour, .resolutionRate,
            .firstContactResolution, .oneTouchRate, .reopenRate, .automationRate, .csat, .csatResponseRate,
            .ces, .esat, .churnRate:
            .proportion
        case .repliesPerResolution, .csatScore, .cesScore: .mean
        case .nps: .netPromoterScore
        // n: "of a ratio, the cases of its denominator; where that is time, those of its numerator".
        case .clearanceRate, .contactRate: .ratio(factor: 100, counts: .denominator)
        case .utilization, .occupancy: .ratio(factor: 100, counts: .numerator)
        case .productivity: .ratio(factor: 1, counts: .numerator)
        case .cost: .money
        case .costPerResolution: .moneyPerResolution
        }
    }

    /// Whether it also exists on the business clock.
    package var hasBusinessClock: Bool {
        switch self {
        case .backlogAge, .firstResponseTime, .firstResponseWithin15Minutes, .firstResponseWithin1Hour,
            .replyTime, .resolutionTime, .resolutionTimeAfterResponse:
            true
        default: false
        }
    }

    /// Whether it can be cut by, or filtered on, a dimension; any other combination is refused.
    package func has(_ dimension: Dimension) -> Bool {
        switch self {
        case .utilization, .occupancy, .productivity, .esat: [.agent, .team].contains(dimension)
        case .churnRate, .contactRate: [.segment, .country].contains(dimension)
        case .cost, .costPerResolution: true
        default: !dimension.isOfLedger
        }
    }
}
