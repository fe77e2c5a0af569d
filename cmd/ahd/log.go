package main

// logCommand is about the sealed record itself. These verbs read files that are only
// ever appended to: they need no lock, change nothing, and work while a server runs.
type logCommand struct {
	Verify      logVerify      `cmd:"" group:"checks" help:"Check the whole record: form, hashes, chains, times, signatures, quotes.\n\nExample:\n\n    ahd log verify --old checkpoint-i-kept --replay"`
	Prove       logProve       `cmd:"" group:"checks" help:"Write the proof that an event is in the record (c2sp.org/tlog-proof).\n\nExample:\n\n    ahd log prove 223 -o 223.tlog-proof"`
	Consistency logConsistency `cmd:"" group:"checks" help:"Write the proof that the record continues a checkpoint that somebody kept.\n\nExample:\n\n    ahd log consistency --old checkpoint-i-kept"`
	Bundle      logBundle      `cmd:"" group:"checks" help:"Write the record, or one stream of it, into one file that anybody can check offline.\n\nExample:\n\n    ahd log bundle --all -o record.tar"`
	Export      logExport      `cmd:"" group:"checks" help:"Write the raw events, one a line."`
}
