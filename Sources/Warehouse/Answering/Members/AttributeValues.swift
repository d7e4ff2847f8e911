import Basics
import KPIQuery
import PostgresClient

/// The values that a query's filter compares attributes of tickets with.
///
/// They are not kept in a list as those of dimensions are: an attribute may have as many values as there are tickets.
enum AttributeValues {
    /// Values among which the nearest is looked for.
    private static let few = 10_000

    /// Throws `ParseFailure` for a value that no ticket has, with the nearest one that some have.
    static func check(_ filter: Condition?, on connection: inout Connection) throws {
        for comparison in filter?.comparisons ?? [] {
            guard case .attribute(let name) = comparison.dimension.value else { continue }
            for value in comparison.values {
                let text = value.value.text
                let occurs = try connection.execute(
                    "select exists (select from fact.attribute_set where attributes ->> \(name) = \(text))"
                ).value(Bool.self)
                guard !occurs else { continue }
                let known = try connection.execute(
                    """
                    select distinct attributes ->> \(name)
                    from fact.attribute_set
                    where attributes ->> \(name) is not null
                    limit \(few)
                    """
                ).values(String.self).sorted()
                let shown = known.map { Vocabulary.Value($0) }
                throw ParseFailure(
                    span: value.span, message: "no ticket has the \(name) '\(text)'",
                    expected: [
                        .value(
                            of: comparison.dimension.value,
                            known.count < few ? Vocabulary.Values.all(shown).few : .open([]))
                    ],
                    suggestion: NearestName.of(text, among: known).map { "'\($0)'" })
            }
        }
    }
}
