package offline

import (
	"encoding/base64"
	"encoding/json"

	"ahd.example/ahd/cmd/ahd/terminal"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/services/api"
)

// CheckReceipt needs no data folder.
type CheckReceipt struct {
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
func (l *CheckReceipt) Run(t *terminal.Terminal) error {
	file, err := ReadBounded(l.File, 1<<20)
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
	return say(t, answer, func() {
		t.Line("Event %d stands in the sealed record of %s, which had %d events then.", answer.Sequence, c.Origin, c.Size)
		if receipt.Event != nil {
			terminal.JSONLine(t.Out, []byte(receipt.Event))
		}
	})
}
