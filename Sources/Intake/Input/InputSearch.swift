import Basics
import Platform

/// Walks over paths and collects the files that are wanted.
struct InputSearch {
    private struct Found {
        let file: InputFile
        /// What tells it from all other files.
        let identity: String
    }

    private let naming: InputSet.Naming
    private var found: [Found] = []
    private var leftAlone: [String] = []

    init(naming: InputSet.Naming) {
        self.naming = naming
    }

    /// The files in bytewise order of their names, each once; and the names of the others.
    func result() -> (files: [InputFile], leftAlone: [String]) {
        var seen: Set<ExactText> = []
        let unique = found.filter { seen.insert(ExactText($0.identity)).inserted }
        let uses = Dictionary(unique.map { (ExactText($0.file.name), 1) }, uniquingKeysWith: +)
        let ordered = unique.sorted {
            Self.isBefore($0.file.name, $1.file.name)
                || ExactText($0.file.name) == ExactText($1.file.name)
                    && Self.isBefore($0.file.place, $1.file.place)
        }
        let files = ordered.map { found in
            uses[ExactText(found.file.name)] == 1 ? found.file : found.file.renamed(found.file.place)
        }
        return (files, leftAlone.sorted(by: Self.isBefore))
    }

    private static func isBefore(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    /// Adds what a path given by the user stands for.
    mutating func add(_ path: String) throws(InputError) {
        if path == "-" {
            guard case .all(let stem) = naming else { throw .unnamedInput(known: known) }
            let file = InputFile(
                name: "standard input", stem: stem, byteCount: nil, place: "standard input",
                location: .standardInput)
            found.append(Found(file: file, identity: "-"))
            return
        }
        switch FileKind(path) {
        case .missing:
            let matches = Self.expand(path)
            guard !matches.isEmpty else { throw .notFound(path: path) }
            for match in matches { try add(match) }
        case .folder:
            let count = found.count
            let others = leftAlone.count
            try addFolder(path)
            guard found.count > count else {
                throw .noKnownFile(path: path, known: known, leftAlone: Array(leftAlone[others...]))
            }
        case .file, .pipe:
            try addGivenFile(path)
        }
    }

    private var known: [String] {
        switch naming {
        case .contract: Contract.entities.map(\.name)
        case .names(let names): names
        case .all(let name): [name]
        }
    }

    /// What a file is wanted as; nil if it is not.
    private func stem(of name: String, folder: String?) -> String? {
        switch naming {
        case .contract:
            return Contract.entityName(forFile: name, folder: folder)
        case .names(let names):
            let name = FileName(name)
            for wanted in [name.base, name.stem] where names.contains(wanted) { return wanted }
            return folder.flatMap { names.contains($0) ? $0 : nil }
        case .all(let stem):
            return stem
        }
    }

    private mutating func addGivenFile(_ path: String) throws(InputError) {
        let name = Self.lastPart(path)
        if case .file = FileKind(path), ZipArchive.isArchive(path) {
            let count = found.count
            let others = leftAlone.count
            try addArchive(path, name: name)
            guard found.count > count else {
                throw .noKnownFile(path: path, known: known, leftAlone: Array(leftAlone[others...]))
            }
            return
        }
        guard try addFile(path, name: name, shownAs: name, folder: Self.folderName(path)) else {
            let closest = NearestName.closest(to: FileName(name).stem, among: known)
            throw .unknownEntity(
                file: path, known: known, closest: closest, isContract: naming == .contract)
        }
    }

    /// Adds the files of a folder, and those of its folders that are named after something wanted.
    private mutating func addFolder(_ path: String) throws(InputError) {
        for name in try Self.names(in: path) where !name.hasPrefix(".") {
            let inner = Self.joined(path, name)
            guard case .folder = FileKind(inner) else {
                try addFolderFile(inner, name: name, shownAs: name, folder: Self.folderName(inner))
                continue
            }
            guard isWantedFolder(name) else {
                leftAlone.append(name + "/")
                continue
            }
            for file in try Self.names(in: inner) where !file.hasPrefix(".") {
                let innermost = Self.joined(inner, file)
                if case .folder = FileKind(innermost) {
                    leftAlone.append("\(name)/\(file)/")
                } else {
                    try addFolderFile(innermost, name: file, shownAs: "\(name)/\(file)", folder: name)
                }
            }
        }
    }

    private func isWantedFolder(_ name: String) -> Bool {
        if case .all = naming { return false }
        return known.contains(name)
    }

    private mutating func addFolderFile(
        _ path: String, name: String, shownAs shown: String, folder: String?
    ) throws(InputError) {
        let kind = FileKind(path)
        if kind == .file, ZipArchive.isArchive(path) {
            try addArchive(path, name: shown)
            return
        }
        // Nobody may ever write to a pipe that merely lies in a folder.
        let isAdded = kind == .pipe ? false : try addFile(path, name: name, shownAs: shown, folder: folder)
        if !isAdded { leftAlone.append(shown) }
    }

    /// Adds a file if it is wanted, and returns whether it is.
    private mutating func addFile(_ path: String, name: String, shownAs shown: String, folder: String?)
        throws(InputError) -> Bool
    {
        guard let stem = stem(of: name, folder: folder) else { return false }
        if case .missing = FileKind(path) {
            let reason =
                name.unicodeScalars.contains("\u{FFFD}")
                ? "its name is not UTF-8; rename it" : "it is a link to something that is not there"
            throw .unreadable(file: path, reason: reason)
        }
        let file = InputFile(
            name: shown, stem: stem, byteCount: FileKind.byteCount(path), place: path,
            location: .path(path))
        found.append(Found(file: file, identity: Self.resolved(path)))
        return true
    }

    private mutating func addArchive(_ path: String, name: String) throws(InputError) {
        let state = FileState(path: path)
        for member in try ZipArchive.members(of: path, name: name) {
            let parts = member.path.split(separator: "/").map(String.init)
            guard let last = parts.last, !last.hasPrefix("."), !parts.contains("__MACOSX") else { continue }
            let shown = "\(name)/\(member.path)"
            guard let stem = stem(of: last, folder: parts.dropLast().last) else {
                leftAlone.append(shown)
                continue
            }
            let file = InputFile(
                name: shown, stem: stem, byteCount: member.byteCount, place: "\(path)/\(member.path)",
                location: .zipMember(archive: path, index: member.index, state: state))
            found.append(Found(file: file, identity: "\(Self.resolved(path))/\(member.index)"))
        }
    }
}

// MARK: - Paths

extension InputSearch {
    /// What stands at a path.
    private enum FileKind {
        case missing, file, folder, pipe

        init(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else {
                self = .missing
                return
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: self = .folder
            case S_IFREG: self = .file
            default: self = .pipe
            }
        }

        static func byteCount(_ path: String) -> Int? {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return Int(status.st_size)
        }
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The name of the folder that a file lies in.
    private static func folderName(_ path: String) -> String? {
        let parts = resolved(path).split(separator: "/")
        return parts.count > 1 ? String(parts[parts.count - 2]) : nil
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// The path without links and detours.
    private static func resolved(_ path: String) -> String {
        guard let text = realpath(path, nil) else { return path }
        defer { free(text) }
        return String(cString: text)
    }

    private static func names(in folder: String) throws(InputError) -> [String] {
        guard let stream = opendir(folder) else {
            throw .unreadable(file: folder, reason: String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted(by: isBefore)
    }

    /// The paths that a pattern fits; none if it fits none, or is no pattern.
    private static func expand(_ pattern: String) -> [String] {
        guard pattern.utf8.contains(where: { "*?[".utf8.contains($0) }) else { return [] }
        var matches = glob_t()
        defer { globfree(&matches) }
        guard glob(pattern, 0, nil, &matches) == 0, let paths = matches.gl_pathv else { return [] }
        return (0..<Int(matches.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    }
}

extension InputFile {
    /// The same file under another name.
    func renamed(_ name: String) -> InputFile {
        InputFile(name: name, stem: stem, byteCount: byteCount, place: place, location: location)
    }
}
