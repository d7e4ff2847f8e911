extension Survey {
    /// The answer's place on its scale.
    struct Answer {
        let at: Instant
        /// Steps above the bad end, turned round where a high score is bad.
        let steps: Int
        /// Steps from end to end.
        let span: Int

        var normalised: Double { Double(steps) / Double(span) }

        /// Whether the normalised answer is at least a fraction of the scale.
        func isAtLeast(_ part: Int, of whole: Int) -> Bool { steps * whole >= part * span }
    }

    /// nil when it was not answered: an answer has responded_at and score.
    func answer(defaultScale: ClosedRange<Int>, ignoringOwnScale: Bool = false) -> Answer? {
        guard let respondedAt, let score else { return nil }
        let low = ignoringOwnScale ? defaultScale.lowerBound : scaleMinimum ?? defaultScale.lowerBound
        let high = ignoringOwnScale ? defaultScale.upperBound : scaleMaximum ?? defaultScale.upperBound
        let isTurned = isReversed == true && !ignoringOwnScale
        return Answer(at: respondedAt, steps: isTurned ? high - score : score - low, span: high - low)
    }
}

/// Cases of surveys.
extension Desk {
    private func answers(
        _ kind: String, scale: ClosedRange<Int>, _ moment: Moment, value: (Survey.Answer) -> Double
    ) -> [Case] {
        surveys.filter { $0.kind == kind }.compactMap { survey in
            guard let answer = survey.answer(defaultScale: scale, ignoringOwnScale: kind == "nps"),
                moment.contains(answer.at)
            else { return nil }
            return Case(value: value(answer), segment: segment(of: survey))
        }
    }

    /// csat or esat: satisfied or not.
    func satisfied(_ kind: String, _ moment: Moment) -> [Case] {
        answers(kind, scale: 1...5, moment) { $0.isAtLeast(3, of: 4) ? 1 : 0 }
    }

    func satisfactionScores(_ moment: Moment) -> [Case] {
        answers("csat", scale: 1...5, moment) { $0.normalised * 4 + 1 }
    }

    func promoters(_ moment: Moment) -> [Case] {
        answers("nps", scale: 0...10, moment) { $0.steps >= 9 ? 100 : $0.steps <= 6 ? -100 : 0 }
    }

    func foundEasy(_ moment: Moment) -> [Case] {
        answers("ces", scale: 1...7, moment) { $0.isAtLeast(4, of: 6) ? 1 : 0 }
    }

    func effortScores(_ moment: Moment) -> [Case] {
        answers("ces", scale: 1...7, moment) { $0.normalised * 6 + 1 }
    }

    /// csat surveys sent, by sent_at or else responded_at: answered or not.
    func surveysSent(_ moment: Moment) -> [Case] {
        surveys.filter { $0.kind == "csat" }.compactMap { survey in
            guard let anchor = survey.sentAt ?? survey.respondedAt, moment.contains(anchor)
            else { return nil }
            return Case(
                value: survey.answer(defaultScale: 1...5) == nil ? 0 : 1, segment: segment(of: survey))
        }
    }
}
