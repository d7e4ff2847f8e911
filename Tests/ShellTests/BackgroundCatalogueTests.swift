import Platform
import Synchronization
import Testing
import Warehouse

@testable import Shell

@Suite struct BackgroundCatalogueTests {
    private final class Reader: Sendable {
        let count = Mutex(0)
        let fails = Mutex(false)
        let delay = Mutex(Duration.zero)

        struct Failure: Error {}

        func read() throws -> SQLCatalogue {
            let number = count.withLock {
                $0 += 1
                return $0
            }
            usleep(UInt32(delay.withLock { $0 } / .microseconds(1)))
            if fails.withLock({ $0 }) { throw Failure() }
            return SQLCatalogue(schemas: ["\(number)"], relations: [])
        }
    }

    @Test("Names that cannot be read are not waited for, nor asked for again at once")
    func failure() {
        let reader = Reader()
        reader.fails.withLock { $0 = true }
        let catalogue = BackgroundCatalogue(read: reader.read)
        let took = ContinuousClock().measure {
            for _ in 0..<3 { #expect(catalogue.names(within: .seconds(60)) == nil) }
        }
        #expect(took < .seconds(30))
        #expect(reader.count.withLock { $0 } == 1)
    }

    @Test("Names that a statement may have changed are read anew, and stay where that fails")
    func expiry() {
        let reader = Reader()
        let catalogue = BackgroundCatalogue(read: reader.read)
        #expect(catalogue.names(within: .seconds(60))?.schemas == ["1"])
        #expect(catalogue.names(within: .seconds(60))?.schemas == ["1"])
        catalogue.expire()
        #expect(catalogue.names(within: .seconds(60))?.schemas == ["2"])
        reader.fails.withLock { $0 = true }
        catalogue.expire()
        #expect(catalogue.names(within: .seconds(60))?.schemas == ["2"])
        #expect(reader.count.withLock { $0 } == 3)
    }
}
