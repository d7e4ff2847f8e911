/// How many instants of accepted rows only the source's time zone makes certain.
package struct LocalInstantCounts: Sendable, Hashable {
    /// Values without an offset, read in the source's time zone.
    package var local = 0
    /// Of those, local times that a clock change skips.
    package var skipped = 0
    /// Of those, local times that a clock change doubles.
    package var doubled = 0
}
