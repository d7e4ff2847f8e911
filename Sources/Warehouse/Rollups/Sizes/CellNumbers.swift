/// Numbers the cells of a slice in the order in which they come: one a combination of its columns' members.
struct CellNumbers {
    /// Which member columns tell the cells apart.
    let columns: [Int]
    /// The members' numbers of each cell, a column after another.
    private var members: [[UInt32]] = []
    private var numbers: [UInt64: UInt32] = [:]

    /// - Parameter columns: The member columns of the slice, as indices.
    init(columns: [Int]) {
        precondition(columns.count <= 2, "the key of a cell has room for two members")
        self.columns = columns
    }

    /// How many cells there are.
    var count: Int { members.count }

    /// The members' numbers of a cell.
    func members(of cell: Int) -> [UInt32] { members[cell] }

    /// The number of the cell that a row lies in, by the numbers of its members.
    mutating func cell(of row: [UInt32]) -> UInt32 {
        let key = columns.reduce(UInt64(0)) { $0 << 32 | UInt64(row[$1]) }
        if let known = numbers[key] { return known }
        let cell = UInt32(members.count)
        members.append(columns.map { row[$0] })
        numbers[key] = cell
        return cell
    }
}
