/// The text of every `.sql` file of this folder; `files` is written by the plugin `EmbedSQL` at each build.
///
/// It lies here, not under `Sources`, because SwiftPM notices a new or a removed file only within a target's
/// own folder, and takes for a target only a folder that holds some Swift. Read it through `EmbeddedSQL`.
package enum SQLText {}
