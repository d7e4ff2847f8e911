import CLibArchive

/// What comes out of a zstd stream, decompressed as it is read.
final class ZstdSource: ByteSource {
    private let archive: OpaquePointer
    private let source: any ByteSource
    private let name: String
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    /// What the source threw inside libarchive's callback.
    private var sourceError: InputError?
    private var isAtEnd = false

    init(_ source: any ByteSource, name: String) throws(InputError) {
        guard let archive = archive_read_new() else {
            throw .unreadable(file: name, reason: "out of memory")
        }
        self.archive = archive
        self.source = source
        self.name = name
        archive_read_support_filter_zstd(archive)
        archive_read_support_format_raw(archive)
        archive_read_support_format_empty(archive)
        let client = Unmanaged.passUnretained(self).toOpaque()
        var status = archive_read_open(
            archive, client, nil,
            { _, client, block in
                guard let client else { return -1 }
                return Unmanaged<ZstdSource>.fromOpaque(client).takeUnretainedValue().provide(block)
            }, nil)
        if status == ARCHIVE_OK {
            var entry: OpaquePointer?
            status = archive_read_next_header(archive, &entry)
        }
        isAtEnd = status == ARCHIVE_EOF
        guard status == ARCHIVE_OK || isAtEnd else { throw failure() }
    }

    deinit {
        archive_read_free(archive)
        input.deallocate()
    }

    var position: Int { source.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        if isAtEnd { return 0 }
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func provide(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> la_ssize_t {
        do {
            let count = try source.read(into: input)
            block?.pointee = UnsafeRawPointer(input.baseAddress)
            return count
        } catch {
            sourceError = error
            return -1
        }
    }

    private func failure() -> InputError {
        sourceError ?? .damagedArchive(file: name, reason: ArchiveMessage.last(of: archive))
    }
}
