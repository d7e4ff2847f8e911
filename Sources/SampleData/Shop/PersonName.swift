/// A made-up person's name, as people really are called: in any script, with quotes, commas, apostrophes.
struct PersonName {
    let number: Int

    func write(to file: inout CSVFile) {
        if number % 29 == 7 {
            file.text(Self.whole[number / 29 % Self.whole.count])
        } else {
            file.append(Self.given[number % Self.given.count])
            file.append(UInt8(ascii: " "))
            file.append(Self.family[number / Self.given.count % Self.family.count])
            file.endTextField()
        }
    }

    private static let given: [StaticString] = [
        "Anna", "Ben", "Zoë", "Mateusz", "Léa", "Oliver", "Ines", "Jürgen", "Sofía", "Noah", "Aoife", "Emre",
        "Chloé", "Lukas", "Mia", "Søren", "Thảo", "Elif", "Peter",
    ]
    private static let family: [StaticString] = [
        "Schmidt", "O'Neill", "Łukaszewski", "García", "Dubois", "Smith", "van der Berg", "Müller", "Nguyễn",
        "Rossi", "Åkesson", "Jones", "Yılmaz",
    ]
    private static let whole: [StaticString] = [
        "山田 花子", "Dr. Müller, Hans", "Robert \"Bob\" King", "김민준", "Владимир Иванов", "Cher", "=Cmd",
        "محمد علي",
    ]
}
