import Platform

/// What the machine, or the container, has to offer.
package struct MachineResources: Sendable, Hashable {
    /// Memory in MiB.
    package let memory: Int
    /// Processors that can work at the same time.
    package let cores: Int
    /// Whether PostgreSQL's parallel workers can share memory as POSIX has it.
    package let hasSharedMemoryFolder: Bool

    package init(memory: Int, cores: Int, hasSharedMemoryFolder: Bool = true) {
        self.memory = memory
        self.cores = cores
        self.hasSharedMemoryFolder = hasSharedMemoryFolder
    }

    /// Looks at this machine, and at the limits of the control group that this process is in.
    package static func current() -> MachineResources {
        var bytes = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
        var cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        var hasSharedMemoryFolder = true
        #if os(Linux)
            for file in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
                if let limit = Folder.text(of: file).flatMap({ Int($0.trimmingLineBreaks()) }) {
                    bytes = min(bytes, limit)
                }
            }
            let quota = Folder.text(of: "/sys/fs/cgroup/cpu.max")?
                .trimmingLineBreaks().split(separator: " ").compactMap { Int($0) }
            if let quota, quota.count == 2, quota[1] > 0 { cores = min(cores, quota[0] / quota[1]) }
            var entry = statvfs()
            // Docker gives containers 64 MiB, in which a parallel hash join fails.
            hasSharedMemoryFolder =
                statvfs("/dev/shm", &entry) == 0 && UInt64(entry.f_blocks) * UInt64(entry.f_frsize) >= 1 << 30
        #endif
        return MachineResources(
            memory: max(bytes >> 20, 256), cores: max(cores, 1), hasSharedMemoryFolder: hasSharedMemoryFolder)
    }
}
