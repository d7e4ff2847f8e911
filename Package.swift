// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "deskhouse",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "deskhouse", targets: ["deskhouse"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2")
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(
            name: "CLibPQ",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq", "openssl@3"])]),
        .systemLibrary(
            name: "CLibArchive",
            pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CLibXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"]), .brew(["libxlsxwriter"])]),

        // What every room may use.
        .target(name: "Platform"),
        .target(name: "Basics"),

        // Rooms that stand alone.
        .target(name: "PostgresClient", dependencies: ["Basics", "Platform", "CLibPQ"]),
        .target(name: "PostgresServer", dependencies: ["Platform"]),
        .target(name: "Intake", dependencies: ["Basics", "Platform", "CLibArchive", "CZlib"]),
        .target(name: "SampleData", dependencies: ["Basics", "Platform"]),
        .target(name: "KPIQuery", dependencies: ["Basics"]),
        .target(name: "SQLScanning", dependencies: []),
        .target(name: "Rendering", dependencies: ["Basics", "Platform", "CLibXLSXWriter"]),
        .target(name: "EmbeddedSQL", dependencies: ["Platform", "SQLText"]),
        .target(name: "LineEditor", dependencies: ["Basics", "Platform"]),

        // The folder sql/, put into the binary at each build.
        .target(name: "SQLText", path: "sql", exclude: ["README.md"], plugins: ["EmbedSQL"]),
        .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["SQLEmbedder"]),
        .executableTarget(name: "SQLEmbedder"),

        // The warehouse and its commands.
        .target(
            name: "Warehouse",
            dependencies: [
                "Basics", "Platform", "PostgresClient", "PostgresServer", "Intake", "KPIQuery", "SQLScanning",
                "EmbeddedSQL",
            ]),
        .target(
            name: "Shell",
            dependencies: [
                "Basics", "Platform", "Warehouse", "Intake", "KPIQuery", "LineEditor", "PostgresClient",
                "Rendering", "SQLScanning",
            ]),
        .executableTarget(
            name: "deskhouse",
            dependencies: [
                "Basics", "Platform", "Shell", "Warehouse", "EmbeddedSQL", "KPIQuery", "LineEditor",
                "PostgresClient",
                "PostgresServer",
                "Rendering",
                "SampleData",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["Platform", "PostgresClient", "PostgresServer", "CLibArchive"],
            path: "Tests/TestSupport"),
        .target(
            name: "WarehouseTestSupport",
            dependencies: ["Platform", "Warehouse", "EmbeddedSQL", "PostgresClient", "TestSupport"],
            path: "Tests/WarehouseTestSupport"),
        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .testTarget(name: "PostgresClientTests", dependencies: ["PostgresClient", "TestSupport"]),
        .testTarget(
            name: "PostgresServerTests",
            dependencies: ["Platform", "PostgresServer", "PostgresClient", "TestSupport"]),
        .testTarget(name: "IntakeTests", dependencies: ["Intake", "TestSupport"]),
        .testTarget(name: "SampleDataTests", dependencies: ["Basics", "SampleData", "Intake"]),
        .testTarget(name: "KPIQueryTests", dependencies: ["Basics", "KPIQuery"]),
        .testTarget(name: "SQLScanningTests", dependencies: ["SQLScanning"]),
        .testTarget(
            name: "RenderingTests", dependencies: ["Basics", "Platform", "Rendering"], exclude: ["Snapshots"]),
        .testTarget(name: "EmbeddedSQLTests", dependencies: ["EmbeddedSQL"]),
        .target(name: "TerminalSupport", dependencies: ["Platform"], path: "Tests/TerminalSupport"),
        .testTarget(
            name: "LineEditorTests",
            dependencies: ["Platform", "LineEditor", "LineEditorExample", "TerminalSupport"]),
        .executableTarget(
            name: "LineEditorExample", dependencies: ["Platform", "LineEditor"],
            path: "Tests/LineEditorExample"),
        .testTarget(
            name: "WarehouseTests",
            dependencies: [
                "Basics", "Platform", "Warehouse", "EmbeddedSQL", "Intake", "KPIQuery", "PostgresClient",
                "PostgresServer",
                "SampleData",
                "TestSupport",
                "WarehouseTestSupport",
            ],
            exclude: ["SchemaRules", "Snapshots"]),
        .testTarget(
            name: "KPITests",
            dependencies: [
                "Shell", "Warehouse", "EmbeddedSQL", "KPIQuery", "PostgresClient", "Rendering",
                "KPIReference",
                "TestSupport", "WarehouseTestSupport",
            ],
            exclude: ["Cases"]),
        .testTarget(
            name: "ShellTests",
            dependencies: [
                "Basics", "Platform", "Shell", "Warehouse", "deskhouse", "EmbeddedSQL", "KPIQuery",
                "LineEditor", "PostgresClient",
                "PostgresServer", "Rendering", "SampleData", "TerminalSupport", "TestSupport",
                "WarehouseTestSupport",
            ]),
        .target(name: "KPIReference", path: "Tests/KPIReference"),
        .testTarget(name: "KPIReferenceTests", dependencies: ["KPIReference"]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Platform", "deskhouse", "Warehouse", "PostgresClient", "PostgresServer", "TerminalSupport",
                "TestSupport",
                "WarehouseTestSupport",
            ]),
        .executableTarget(
            name: "ReaderBenchmark", dependencies: ["Intake", "Platform"],
            path: "Tests/Benchmarks/ReaderBenchmark"),
    ],
    swiftLanguageModes: [.v6]
)

// Stricter than the language asks for, alike in every target:
// https://github.com/swiftlang/swift-evolution (SE-0335, SE-0444, SE-0409, SE-0443).
for target in package.targets where target.type != .system && target.type != .plugin {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
