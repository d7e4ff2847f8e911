extension Session {
    /// What a key does while the history is searched.
    mutating func handleInSearch(_ command: Command) -> Outcome {
        switch command {
        case .insert(let text), .paste(let text): search?.type(text)
        case .delete(.left): search?.erase(.left)
        case .kill(.rowStart): search?.erase(.textStart)
        case .kill(.blankWordLeft), .kill(.wordLeft): search?.erase(.blankWordLeft)
        case .searchHistory, .rowDown, .newer: search?.list.step(1)
        case .searchForward, .rowUp, .older: search?.list.step(-1)
        case .pageDown: search?.list.leap(Self.listHeight)
        case .pageUp: search?.list.leap(-Self.listHeight)
        case .escape, .interrupt:
            if let search { buffer = search.original }
            search = nil
        // What was found is looked at before it runs.
        case .enter, .newRow, .complete, .move(.right), .move(.rowEnd): acceptMatch()
        case .clearScreen, .suspend, .prefix, .nothing: return perform(command)
        default:
            acceptMatch()
            return perform(command)
        }
        return .editing
    }

    private mutating func acceptMatch() {
        guard let search, let match = search.selected else { return self.search = nil }
        self.search = nil
        if let isForOlder = search.isForOlder {
            acceptInVi(match, of: ViState.HistoryWish(query: search.query, isForOlder: isForOlder))
        } else {
            recall(match)
        }
    }
}
