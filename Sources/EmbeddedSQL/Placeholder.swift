// EmbeddedSQL
