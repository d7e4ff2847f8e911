/// A ticket's subject line.
enum Subject {
    case plain(StaticString)
    /// A phrase that ends in the order's number.
    case order(StaticString, Int)
}

extension Subject {
    /// What a customer writes above a message about this.
    static func drawn(for category: Category?, order: Order?, _ random: inout SplitMix64) -> Subject {
        if random.chance(18) { return .plain(random.any(of: awkward)) }
        if let order, random.chance(600) { return .order(random.any(of: aboutOrders), order.number) }
        return switch category {
        case .delivery: .plain(random.any(of: delivery))
        case .returns: .plain(random.any(of: returns))
        case .payment: .plain(random.any(of: payment))
        case .complaint: .plain(random.any(of: complaint))
        case .orderChange, .productQuestion, .account, nil: .plain(random.any(of: other))
        }
    }

    static let advertising: [StaticString] = [
        "Rank #1 on every search engine!!!", "Your parcel is waiting, click here",
        "🎁 You have won, claim now",
    ]

    private static let aboutOrders: [StaticString] = [
        "Question about order ", "Where is my order ", "Problem with order ", "Bestellung ", "Commande ",
    ]
    private static let delivery: [StaticString] = [
        "Where is my parcel?", "Tracking has not moved for days", "Delivered to the wrong neighbour",
        "Paket nicht angekommen", "Livraison en retard", "Parcel, damaged on arrival",
    ]
    private static let returns: [StaticString] = [
        "How do I send this back?", "Return label missing", "Wrong size, please exchange",
        "Rücksendung ohne Etikett",
        "Refund for my return",
    ]
    private static let payment: [StaticString] = [
        "Charged twice", "Payment declined", "Invoice needed", "Zahlung fehlgeschlagen",
        "Remboursement non reçu",
    ]
    private static let complaint: [StaticString] = [
        "Third time I am writing", "Very disappointed", "I want to speak to a manager",
    ]
    private static let other: [StaticString] = [
        "Is this back in stock soon?", "Change my delivery address", "Cannot log in", "Which size fits?",
        "Cancel my order, please", "Gutschein funktioniert nicht", "サイズについての質問", "",
    ]

    /// What breaks tools that were tried on tidy text only: a spreadsheet would run the first four.
    static let awkward: [StaticString] = [
        "=SUM(A1:A9) in my invoice",
        "+49 30 901820 is my number",
        "-20% code does not work",
        "@support please help",
        "He said \"tomorrow\", then nothing",
        "Two questions:\n1. size\n2. colour",
        "Line one\r\nline two",
        "返品したい、サイズが合わない",
        "Where is it 😡📦???",
        "C:\\Users\\me\\receipt.pdf; see attachment",
        "  Re: Re: Fwd: refund\t",
        "Ärger mit der Größe – “dringend”",
        "NULL",
        "'; drop table tickets; --",
    ]
}

extension CSVFile {
    mutating func subject(_ subject: Subject) {
        switch subject {
        case .plain(let text): append(text)
        case .order(let text, let number):
            append(text)
            append(.order, number)
        }
        endTextField()
    }
}
