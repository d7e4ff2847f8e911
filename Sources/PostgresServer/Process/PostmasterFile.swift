import Platform

/// What a server writes about itself into `postmaster.pid` in its data folder.
struct PostmasterFile: Equatable {
    let process: pid_t
    let port: Int
    let socketFolder: String
    /// `starting`, `ready`, `stopping`, or nothing yet.
    let status: String

    /// Reads the file; nil if there is none, or it is not complete enough to tell the process.
    init?(inData data: String) {
        guard let text = Folder.text(of: "\(data)/postmaster.pid") else { return nil }
        self.init(text: text)
    }

    /// The lines are: process, data folder, start, port, socket folder, address, shared memory, status.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func line(_ index: Int) -> Substring { index < lines.count ? lines[index] : "" }
        guard let process = pid_t(line(0)), process > 0 else { return nil }
        self.process = process
        port = Int(line(3)) ?? 0
        socketFolder = String(line(4))
        status = String(line(7).prefix { $0 != " " })
    }
}
