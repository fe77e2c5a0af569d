package main

import (
	"context"
	"encoding/base64"
	"encoding/json"

	"ahd/cmd/ahd/terminal"
	"ahd/events/ledger"
	"ahd/services/api"
)

// logReceipt writes the receipt of an event.
type logReceipt struct {
	Sequence uint64 `arg:"" help:"Number of the event."`
	Output   string `short:"o" default:"-" placeholder:"FILE" help:"Where to write it; - is standard output."`
}

// Run writes it.
func (l *logReceipt) Run(ctx context.Context, p *program, c *cli) error {
	document, err := p.ask(ctx, c, "receipt", api.ReceiptArgs{Sequence: l.Sequence}, false)
	if err != nil {
		return err
	}
	return p.keepReceipt(document, l.Output)
}

// keepReceipt writes a receipt to a file, or shows it.
func (p *program) keepReceipt(document json.RawMessage, path string) error {
	var receipt api.ReceiptOf
	if err := json.Unmarshal(document, &receipt); err != nil {
		return err
	}
	if path == "-" {
		return p.Print(document, func(json.RawMessage) error {
			_, err := p.Out.Write([]byte(receipt.Receipt))
			return err
		})
	}
	if err := writeNew(path, []byte(receipt.Receipt)); err != nil {
		return err
	}
	p.Note("The receipt of event %d was written.", receipt.Sequence)
	return nil
}

// logCheckReceipt needs no data folder.
type logCheckReceipt struct {
	File string `arg:"" help:"The receipt."`
	Key  string `required:"" placeholder:"KEY" help:"Verifier key of the register."`
}

// checkedReceipt is the answer as JSON.
type checkedReceipt struct {
	Sequence uint64          `json:"sequence"`
	Origin   string          `json:"origin"`
	Size     uint64          `json:"size"` // of the checkpoint that covers it
	Leaf     string          `json:"leaf"`
	Event    json.RawMessage `json:"event"` // null where the receipt does not show it
}

// Run checks it.
func (l *logCheckReceipt) Run(p *program) error {
	file, err := readBounded(l.File, 1<<20)
	if err != nil {
		return err
	}
	verifier, err := ledger.ParseVerifier(l.Key)
	if err != nil {
		return api.Usage("That is no verifier key. It looks like urn:ahd:NAME+0a1b2c3d+AZ6k….").Because(err)
	}
	receipt, err := ledger.ParseReceipt(file)
	if err != nil {
		return api.NotReadable("This is no receipt, or it was changed.").Because(err)
	}
	c, err := receipt.Check(verifier)
	if err != nil {
		return err
	}
	answer := checkedReceipt{Sequence: receipt.Index + 1, Origin: c.Origin, Size: c.Size, Leaf: base64.StdEncoding.EncodeToString(receipt.Leaf[:]), Event: receipt.Event}
	return p.say(answer, func() {
		p.Line("Event %d stands in the sealed record of %s, which had %d events then.", answer.Sequence, c.Origin, c.Size)
		if receipt.Event != nil {
			terminal.JSONLine(p.Out, []byte(receipt.Event))
		}
	})
}
