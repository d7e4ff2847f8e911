// The system's C library under one name: files, processes, terminals and threads are called the same on all of them,
// while each platform's module is named otherwise.

#if canImport(Darwin)
    @_exported public import Darwin
#elseif canImport(Musl)
    @_exported public import Musl
#else
    @_exported public import Glibc
#endif
