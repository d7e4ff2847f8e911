import Platform

/// Programs of this package, built together with the tests.
package enum BuiltProgram {
    /// Where a program is: in the folder of the tests, or on macOS around their bundle.
    package static func path(of name: String) -> String? {
        var folder = testProgram
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            let path = folder + "/" + name
            if access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    private static var testProgram: String {
        #if canImport(Darwin)
            let images = (0..<_dyld_image_count()).compactMap { _dyld_get_image_name($0) }
            return images.map { String(cString: $0) }.first { $0.contains(".xctest/") } ?? ""
        #else
            guard let path = realpath("/proc/self/exe", nil) else { return "" }
            defer { free(path) }
            return String(cString: path)
        #endif
    }
}
