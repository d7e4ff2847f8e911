/// The canonical source: the entities every source is brought into, and how files are named for them.
package enum Contract {
    /// All entities, in an order fit for loading: what others refer to comes first.
    package static let entities: [Entity] = [
        agents, customers, schedules, scheduleHours, holidays, orders,
        tickets, interactions, ticketEvents, surveys, costs, shifts, targets, initiatives,
    ]

    /// The entity of that name (`tickets`), or nil if the contract has none.
    package static func entity(named name: String) -> Entity? {
        entities.first { $0.name == name }
    }

    /// The name of the entity a file belongs to, or nil if it belongs to none.
    ///
    /// - Parameters:
    ///   - file: The file's own name, or a zip member's, without folders: `tickets-2026-03.csv.gz`.
    ///   - folder: The name of the folder it lies in, if any. It counts where the file's name says nothing.
    /// - Returns: The name, as in `Entity.name`.
    package static func entityName(forFile file: String, folder: String?) -> String? {
        let stem = FileName(file).stem
        if let entity = entity(named: stem) { return entity.name }
        guard let folder else { return nil }
        return entity(named: folder)?.name
    }
}
