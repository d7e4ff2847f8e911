import Intake
import PostgresClient

/// What became of a file of an inbox.
package enum InboxOutcome {
    /// It was loaded now.
    case loaded(LoadReport)
    /// The newest load of this name has committed just this content: a crash came between commit and move.
    case loadedBefore(loadID: Int)
    /// Its name says nothing about what it holds; it is left where it is.
    case leftAlone
    /// Somebody removed it before it was read.
    case gone
    /// It cannot be loaded; nothing of it is in the warehouse.
    case failed(any Error)
}

extension Warehouse {
    /// Loads a file of an inbox, unless it is in the warehouse already.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - digest: SHA-256 of its bytes, or why they cannot be read.
    ///   - request: How to load it; its paths are not looked at.
    ///   - observe: Is told what goes on.
    /// - Returns: What became of the file.
    /// - Throws: What is no fault of the file: no server, no room, another load that does not end, an interruption.
    ///   The file then should stay where it is.
    package mutating func load(
        _ file: InboxFile, sha256 digest: Result<String, InboxError>, as request: LoadRequest,
        observe: @escaping (LoadEvent) -> Void
    ) throws -> InboxOutcome {
        try stopRequest.check()
        let sha256: String
        switch digest {
        case .success(let digits): sha256 = digits
        case .failure(let error):
            if file.isGone { return .gone }
            return try isWanted(file, by: request) ? .failed(error) : .leftAlone
        }
        var request = request
        request.paths = [file.path]
        request.sha256 = sha256
        let mapping = try SourceMapping.find(request.mapping, files: files)
        let source = request.name ?? mapping.name
        let zone = try SourceTimeZone.resolve(given: request.timezone, source: source, on: &connection)
        do {
            if let load = try load(
                withContent: sha256, name: file.name, source: source,
                reading: mapping.reading(by: request, zone: zone.name))
            {
                return .loadedBefore(loadID: load)
            }
            return .loaded(try load(request, observe: observe))
        } catch InputError.unknownEntity {
            return .leftAlone
        } catch InputError.notFound where file.isGone {
            return .gone
        } catch  where Self.isFaultOfInput(error) && !stopRequest.isRequested {
            return .failed(error)
        }
    }

    /// Whether a file that cannot be read is named after something that can be loaded, or may hold it.
    private func isWanted(_ file: InboxFile, by request: LoadRequest) throws -> Bool {
        let naming = try SourceMapping.find(request.mapping, files: files).naming(entity: request.entity)
        do {
            _ = try InputSet(paths: [file.path], naming: naming)
            return true
        } catch InputError.unknownEntity {
            return file.name.lowercased().hasSuffix(".zip")
        } catch {
            return true
        }
    }

    /// The newest load of a file of that name, if it was of the same content, and read in the same way.
    ///
    /// Where the source's SQL or zone was mended since, the file says something else.
    private mutating func load(
        withContent sha256: String, name: String, source: String, reading: String
    ) throws -> Int? {
        try connection.execute(
            """
            select
                case
                    when load_file.sha256 = \(sha256) and coalesce(load.reading = \(reading), true)
                        then load_file.load_id
                end
            from meta.load_file
            inner join meta.load on load_file.load_id = load.load_id
            where split_part(load_file.name, '/', 1) = \(name) and load.source = \(source)
            order by load_file.load_id desc, load_file.file_number
            limit 1
            """
        ).values(Int?.self).first.flatMap { $0 }
    }

    /// Whether another file would not fail in the same way.
    private static func isFaultOfInput(_ error: any Error) -> Bool {
        switch error {
        case InputError.notFound:
            return false
        case is InputError:
            return true
        case let error as LoadError:
            switch error {
            case .strict, .tooManyRejects, .mappingFailed, .notRepeatable: return true
            case .busy, .tableInUse, .unknownMapping, .badMapping, .unknownTimezone, .spoolFailed,
                .unknownEntity,
                .outcomeUnknown:
                return false
            }
        case WarehouseError.fileRefused(_, let problem):
            // SQL that does not read fails whatever the data.
            return problem.sqlState?.classCode != "42" && isFaultOfInput(problem)
        case let error as PostgresError:
            // Resources, the operator's intervention, the system below, damage, no right: a matter of the server.
            guard let state = error.sqlState else { return false }
            return !error.isTransient && !["53", "57", "58", "XX", "28", "25"].contains(state.classCode)
                && state != .insufficientPrivilege
        default:
            return false
        }
    }
}
