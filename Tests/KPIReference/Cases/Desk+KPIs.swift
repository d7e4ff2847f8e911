/// kpis.md's table: which cases a KPI has in a period.
extension Desk {
    func cases(of metric: Metric, in moment: Moment, currency: String?) -> [Case] {
        func leg(_ leg: Case.Leg, _ cases: [Case]) -> [Case] {
            cases.map { original in
                var copy = original
                copy.leg = leg
                return copy
            }
        }
        let isBusiness = metric.isBusiness
        return switch metric.kpi {
        case .ticketVolume: createdTickets(moment)
        case .ticketsResolved: resolvedTickets(moment)
        case .resolutions: changes(moment, isResolution: true)
        case .reopens: changes(moment, isResolution: false)
        case .backlog: backlog(moment)
        case .backlogAge: backlogAges(moment, isBusiness: isBusiness)
        case .firstResponseTime: firstResponseTimes(moment, isBusiness: isBusiness)
        case .firstResponseWithin15Minutes: firstResponsesWithin(900, moment, isBusiness: isBusiness)
        case .firstResponseWithin1Hour: firstResponsesWithin(3600, moment, isBusiness: isBusiness)
        case .replyTime: replyTimes(moment, isBusiness: isBusiness)
        case .resolutionTime: resolutionTimes(moment, isBusiness: isBusiness)
        case .resolutionTimeAfterResponse: resolutionTimesAfterResponse(moment, isBusiness: isBusiness)
        case .resolutionRate: resolutionsWithin(metric.within ?? settings.resolutionWithin, moment)
        case .clearanceRate:
            leg(.numerator, resolvedTickets(moment)) + leg(.denominator, createdTickets(moment))
        case .handleTime: handleTimes(moment)
        case .interactionTime: interactionTimes(moment)
        case .firstContactResolution: firstContactResolutions(moment)
        case .oneTouchRate: oneTouches(moment)
        case .repliesPerResolution: replyCounts(moment)
        case .reopenRate: reopenedOrNot(moment)
        case .automationRate: automations(moment)
        case .csat: satisfied("csat", moment)
        case .csatScore: satisfactionScores(moment)
        case .csatResponseRate: surveysSent(moment)
        case .nps: promoters(moment)
        case .ces: foundEasy(moment)
        case .cesScore: effortScores(moment)
        case .esat: satisfied("esat", moment)
        case .utilization: handledTime(moment) + scheduledTime(moment)
        case .occupancy: handledTime(moment) + availableTime(moment)
        case .productivity: leg(.numerator, resolvedTickets(moment)) + scheduledTime(moment)
        case .cost: costShares(moment, currency: currency)
        case .costPerResolution:
            leg(.numerator, costShares(moment, currency: currency))
                + leg(.denominator, resolvedTickets(moment))
        case .churnRate: activeCustomers(moment)
        case .contactRate: contacts(moment) + orders(moment)
        }
    }
}
