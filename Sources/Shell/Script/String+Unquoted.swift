extension String {
    /// What stands within the quotes around it, a doubled one being one; itself where there are none of these quotes.
    func unquoted(_ quotes: String = "'\"") -> String {
        guard let quote = first, quotes.contains(quote), count > 1, last == quote else { return self }
        return String(dropFirst().dropLast().replacing("\(quote)\(quote)", with: "\(quote)"))
    }
}
