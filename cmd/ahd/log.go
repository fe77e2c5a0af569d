package main

// logCommand is about the sealed record itself: what was signed, and who vouches for it.
// The verbs that check it read files that are only ever appended to: they need no lock,
// change nothing, and work while a server runs.
type logCommand struct {
	Verify      logVerify      `cmd:"" group:"checks" help:"Check the whole record: form, hashes, chains, times, signatures, quotes.\n\nExample:\n\n    ahd log verify --old checkpoint-i-kept --replay"`
	Prove       logProve       `cmd:"" group:"checks" help:"Write the proof that an event is in the record (c2sp.org/tlog-proof).\n\nExample:\n\n    ahd log prove 223 -o 223.tlog-proof"`
	Consistency logConsistency `cmd:"" group:"checks" help:"Write the proof that the record continues a checkpoint that somebody kept.\n\nExample:\n\n    ahd log consistency --old checkpoint-i-kept"`
	Bundle      logBundle      `cmd:"" group:"checks" help:"Write the record, or one stream of it, into one file that anybody can check offline.\n\nExample:\n\n    ahd log bundle --all -o record.tar"`
	Export      logExport      `cmd:"" group:"checks" help:"Write the raw events, one a line."`
	Move        logMove        `cmd:"" group:"checks" help:"Move the log to a NATS server or cluster, or back into the data folder: copied whole from the ledger, compared, then used.\n\nExample:\n\n    ahd log move --nats tls://log-1:4222,tls://log-2:4222,tls://log-3:4222 --nats-creds node.creds --replicas 3"`

	Cosign            logCosign       `cmd:"" group:"witnesses" help:"Vouch for a register, as a partner: sign its checkpoint, if that continues the one signed last.\n\nExample:\n\n    ahd log cosign checkpoint.txt --state ssdo.state --key urn:ahd:ahd+0a1b2c3d+AZ6k… --url https://commitments.example.org"`
	AcceptCosignature logAccept       `cmd:"" group:"witnesses" help:"Keep what a partner cosigned, in the register. The policy says whose signatures count.\n\nExample:\n\n    ahd log accept-cosignature from-partner.txt"`
	Monitor           logMonitor      `cmd:"" group:"witnesses" help:"Watch a register, as an auditor: what it shows must continue what it showed last time.\n\nExample:\n\n    ahd log monitor --url https://commitments.example.org --state register.state"`
	Receipt           logReceipt      `cmd:"" group:"receipts" help:"The receipt of an event: the event, and the proof that it stands in the sealed record.\n\nExample:\n\n    ahd log receipt 223 -o event-223.receipt"`
	CheckReceipt      logCheckReceipt `cmd:"" group:"receipts" help:"Check a receipt, without the register.\n\nExample:\n\n    ahd log check-receipt event-223.receipt --key urn:ahd:ahd+0a1b2c3d+AZ6k…"`
}
