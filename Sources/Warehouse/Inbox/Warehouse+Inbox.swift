import Intake
import PostgresClient

/// What became of a file of an inbox.
package enum InboxOutcome {
    /// It was loaded now.
    case loaded(LoadReport)
    /// The newest load of this name has committed this very file: a crash came between commit and move.
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
        let source = try request.name ?? SourceMapping.find(request.mapping, files: files).name
        do {
            if let load = try loadOf(file, sha256: sha256, source: source) {
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

    /// The newest load of a file of that name, if it was of this very file: one of the same content that has lain here
    /// since before that load.
    ///
    /// What was put here later is to be loaded, whatever it holds: its source's SQL or zone may have been mended.
    private mutating func loadOf(_ file: InboxFile, sha256: String, source: String) throws -> Int? {
        guard let lastChange = file.lastChange else { return nil }
        return try connection.execute(
            """
            select
                case
                    when load_file.sha256 = \(sha256)
                        and load.started_at >= timestamptz 'epoch' + \(lastChange) * interval '1 microsecond'
                        then load_file.load_id
                end
            from meta.load_file
            inner join meta.load on load_file.load_id = load.load_id
            where split_part(load_file.name, '/', 1) = \(file.name) and load.source = \(source)
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
            case .busy, .unknownMapping, .badMapping, .unknownTimezone, .spoolFailed, .unknownEntity,
                .outcomeUnknown:
                return false
            }
        case WarehouseError.fileRefused(_, let problem):
            return isFaultOfInput(problem)
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
