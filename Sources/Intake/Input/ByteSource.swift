/// Where bytes come from: a file, a pipe, a decompressor, memory.
package protocol ByteSource: AnyObject {
    /// Reads up to `buffer.count` bytes into `buffer` and returns how many; 0 at the end of the input.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int

    /// How far it was read, in the units of `InputFile.byteCount`: for showing progress.
    var position: Int { get }
}
