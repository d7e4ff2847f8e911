/// How much a server does to survive a crash of the machine.
package enum Durability: Sendable, Hashable {
    /// What is committed stays.
    case full
    /// Nothing is forced to disk: for servers that are thrown away after a test, and for no others.
    case noneForTests
}

/// The private server's settings, for a warehouse alone on one machine.
package struct ServerConfiguration: Sendable, Hashable {
    private let resources: MachineResources
    private let durability: Durability

    /// Settings that follow from what the machine has.
    package init(for resources: MachineResources, durability: Durability) {
        self.resources = resources
        self.durability = durability
    }

    /// To be raised whenever the settings below change: servers then get them at their next start.
    static let version = 2

    /// Bytewise order and UTF-8's idea of letters, the same on every machine.
    static var locale: String {
        #if canImport(Darwin)
            // macOS has no C.UTF-8 before version 26.
            "C"
        #else
            "C.UTF-8"
        #endif
    }

    /// What the server's programs find in their environment.
    static var environment: [String] { ["LC_ALL=\(locale)", "TZ=UTC"] }

    /// The number in the socket's name, the same for all, since each server has a folder of its own.
    static let port = 5432

    /// The first line of the file, by which it is known whether it is still the right one.
    package var header: String {
        "# deskhouse settings \(Self.version) for \(resources.memory) MiB, \(resources.cores) cores"
            + (resources.hasSharedMemoryFolder ? "" : ", no /dev/shm")
            + (durability == .full ? "" : ", not durable")
    }

    /// The file's text.
    package var text: String {
        let lines =
            [
                header,
                "# Written by deskhouse, and anew whenever the line above changes. Your own settings go into local.conf",
                "",
            ]
            + (settings + platformSettings + durabilitySettings).map { "\($0.name) = \($0.value)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var settings: [(name: String, value: String)] {
        let memory = resources.memory
        let cores = resources.cores
        return [
            // Reached through its socket only.
            ("listen_addresses", "''"),
            ("port", "\(Self.port)"),
            ("max_connections", "50"),
            // Few sessions, each of which may sort and hash much: a query uses work_mem several times over.
            ("shared_buffers", megabytes(memory / 4, within: 64...8_192)),
            ("effective_cache_size", megabytes(memory / 10 * 7, within: 128...1_048_576)),
            ("work_mem", megabytes(memory / 96, within: 8...256)),
            ("maintenance_work_mem", megabytes(memory / 16, within: 64...2_048)),
            // Ours: what the one loader may sort in, once all rows are there.
            ("deskhouse.load_work_mem", megabytes(memory / 16, within: 64...2_048)),
            // Nobody replicates it: a table that a load makes or empties needs no log of its rows.
            ("wal_level", "minimal"),
            ("max_wal_senders", "0"),
            ("max_logical_replication_workers", "0"),
            ("wal_compression", "on"),
            ("wal_buffers", "64MB"),
            // A load should not be held up by checkpoints.
            ("max_wal_size", "8GB"),
            ("min_wal_size", "512MB"),
            ("checkpoint_timeout", "30min"),
            ("checkpoint_completion_target", "0.9"),
            ("log_checkpoints", "off"),
            // Solid-state disks.
            ("random_page_cost", "1.1"),
            ("max_worker_processes", "\(cores + 4)"),
            ("max_parallel_workers", "\(cores)"),
            ("max_parallel_workers_per_gather", "\(min(cores, 4))"),
            ("max_parallel_maintenance_workers", "\(min(cores, 4))"),
            // Compiling costs more than it gains for answers of milliseconds.
            ("jit", "off"),
            // The same texts and instants everywhere.
            ("lc_messages", "'C'"),
            ("lc_monetary", "'C'"),
            ("lc_numeric", "'C'"),
            ("lc_time", "'C'"),
            ("timezone", "'UTC'"),
            ("log_timezone", "'UTC'"),
            ("log_line_prefix", "'%m [%p] '"),
        ]
    }

    private var platformSettings: [(name: String, value: String)] {
        var settings: [(name: String, value: String)] = []
        #if os(Linux)
            // Elsewhere the server refuses it.
            settings.append(("effective_io_concurrency", "200"))
        #endif
        if !resources.hasSharedMemoryFolder { settings.append(("dynamic_shared_memory_type", "sysv")) }
        return settings
    }

    private var durabilitySettings: [(name: String, value: String)] {
        switch durability {
        case .full: [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")]
        case .noneForTests:
            [
                ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"),
                // Several run beside each other and the compiler.
                ("shared_buffers", "256MB"), ("max_wal_size", "1GB"), ("min_wal_size", "32MB"),
                ("wal_buffers", "4MB"), ("max_connections", "100"),
            ]
        }
    }

    private func megabytes(_ value: Int, within range: ClosedRange<Int>) -> String {
        "\(min(max(value, range.lowerBound), range.upperBound))MB"
    }
}
