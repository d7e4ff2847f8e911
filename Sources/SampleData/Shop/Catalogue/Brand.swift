/// The shop's labels; a column that the contract does not name.
enum Brand: CaseIterable {
    case nordwind, kumo, coeur

    var text: StaticString {
        switch self {
        case .nordwind: "Nordwind"
        case .kumo: "Kumo 雲"
        case .coeur: "Cœur & Co"
        }
    }

    static let mix = Choice<Brand>((.nordwind, 60), (.kumo, 22), (.coeur, 18))
}
