package main

// logCommand is about the sealed record itself: what was signed, and who vouches for it.
type logCommand struct {
	Cosign            logCosign       `cmd:"" group:"witnesses" help:"Vouch for a register, as a partner: sign its checkpoint, if that continues the one signed last.\n\nExample:\n\n    ahd log cosign checkpoint.txt --state ssdo.state --url https://commitments.example.org"`
	AcceptCosignature logAccept       `cmd:"" group:"witnesses" help:"Keep what a partner cosigned, in the register. The policy says whose signatures count.\n\nExample:\n\n    ahd log accept-cosignature from-partner.txt"`
	Monitor           logMonitor      `cmd:"" group:"witnesses" help:"Watch a register, as an auditor: what it shows must continue what it showed last time.\n\nExample:\n\n    ahd log monitor --url https://commitments.example.org --state register.state"`
	Receipt           logReceipt      `cmd:"" group:"receipts" help:"The receipt of an event: the event, and the proof that it stands in the sealed record.\n\nExample:\n\n    ahd log receipt 223 -o event-223.receipt"`
	CheckReceipt      logCheckReceipt `cmd:"" group:"receipts" help:"Check a receipt, without the register.\n\nExample:\n\n    ahd log check-receipt event-223.receipt --key urn:ahd:ahd+0a1b2c3d+AZ6k…"`
}
