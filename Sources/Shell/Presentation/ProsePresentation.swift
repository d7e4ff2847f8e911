import Rendering

/// What is read as a text by people, and as rows by programs.
protocol ProsePresentation {
    func text(width: Int?) -> String
    func write(to sink: any RowSink) throws
}
