package main

// logCommand is about the sealed record itself: what was signed, and who vouches for it.
// The verbs that check it read files that are only ever appended to: they need no lock,
// change nothing, and work while a server runs.
type logCommand struct {
	Verify      logVerify      `cmd:"" group:"checks" help:"Check the whole record: form, hashes, chains, times, signatures, quotes."`
	Prove       logProve       `cmd:"" group:"checks" help:"Write the proof that an event is in the record (c2sp.org/tlog-proof)."`
	Consistency logConsistency `cmd:"" group:"checks" help:"Write the proof that the record continues a checkpoint that somebody kept."`
	Bundle      logBundle      `cmd:"" group:"checks" help:"Write the record, or one stream of it, into one file that anybody can check offline."`
	Export      logExport      `cmd:"" group:"checks" help:"Write the raw events, one a line."`
	Move        logMove        `cmd:"" group:"checks" help:"Move the log to a NATS server or cluster, or back into the data folder: copied whole from the ledger, compared, then used."`

	Cosign            logCosign       `cmd:"" group:"witnesses" help:"Vouch for a register, as a partner: sign its checkpoint, if that continues the one signed last."`
	AcceptCosignature logAccept       `cmd:"" group:"witnesses" help:"Keep what a partner cosigned, in the register. The policy says whose signatures count."`
	Monitor           logMonitor      `cmd:"" group:"witnesses" help:"Watch a register, as an auditor: what it shows must continue what it showed last time."`
	Receipt           logReceipt      `cmd:"" group:"receipts" help:"The receipt of an event: the event, and the proof that it stands in the sealed record."`
	CheckReceipt      logCheckReceipt `cmd:"" group:"receipts" help:"Check a receipt, without the register."`
}
