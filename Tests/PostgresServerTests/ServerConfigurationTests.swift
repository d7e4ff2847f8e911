import PostgresServer
import Testing

@Suite struct ServerConfigurationTests {
    private static func settings(_ resources: MachineResources, _ durability: Durability = .full) -> [String:
        String]
    {
        let text = ServerConfiguration(for: resources, durability: durability).text
        let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let words = line.split(separator: "=", maxSplits: 1).map { word in
                String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            return (words[0], words[1])
        }
        // As the server does: the later line wins.
        return Dictionary(pairs) { _, later in later }
    }

    @Test(arguments: [
        (MachineResources(memory: 512, cores: 1), "128MB", "357MB", "8MB", "64MB", "1"),
        (MachineResources(memory: 24_000, cores: 2), "6000MB", "16800MB", "250MB", "1500MB", "2"),
        (MachineResources(memory: 512_000, cores: 64), "8192MB", "358400MB", "256MB", "2048MB", "4"),
    ])
    func memoryAndWorkersFollowTheMachine(
        resources: MachineResources, buffers: String, cache: String, work: String, maintenance: String,
        workers: String
    ) {
        let settings = Self.settings(resources)
        #expect(settings["shared_buffers"] == buffers)
        #expect(settings["effective_cache_size"] == cache)
        #expect(settings["work_mem"] == work)
        #expect(settings["maintenance_work_mem"] == maintenance)
        #expect(settings["max_parallel_maintenance_workers"] == workers)
    }

    @Test func usersDataAreAlwaysDurable() {
        let settings = Self.settings(MachineResources(memory: 8_000, cores: 4))
        #expect(settings["fsync"] == "on")
        #expect(settings["synchronous_commit"] == "on")
        #expect(settings["full_page_writes"] == "on")
        #expect(settings["listen_addresses"] == "''")
        #expect(Self.settings(MachineResources(memory: 8_000, cores: 4), .noneForTests)["fsync"] == "off")
    }

    @Test func containersWithoutSharedMemoryGetAnotherKind() {
        let settings = Self.settings(MachineResources(memory: 8_000, cores: 4, hasSharedMemoryFolder: false))
        #expect(settings["dynamic_shared_memory_type"] == "sysv")
    }

    @Test func headerTellsMachinesApart() {
        let headers = [
            ServerConfiguration(for: MachineResources(memory: 8_000, cores: 4), durability: .full),
            ServerConfiguration(for: MachineResources(memory: 8_001, cores: 4), durability: .full),
            ServerConfiguration(for: MachineResources(memory: 8_000, cores: 5), durability: .full),
            ServerConfiguration(for: MachineResources(memory: 8_000, cores: 4), durability: .noneForTests),
        ].map(\.header)
        #expect(Set(headers).count == headers.count)
        #expect(headers.allSatisfy { !$0.contains("\n") && $0.hasPrefix("#") })
    }
}
