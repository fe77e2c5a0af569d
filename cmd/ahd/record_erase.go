package main

import (
	"context"
	"encoding/json"

	"ahd/services/commands/commitment"
	"ahd/services/commands/rule"

	"ahd/services/api"
	"ahd/services/recording"
)

type recordErase struct {
	envelope
	Commitment string  `placeholder:"ID" help:"The commitment."`
	Text       string  `placeholder:"UUID/FIELD" help:"The text: the command id of its event, a slash, and the field; “UUID/document” for a file."`
	Basis      string  `placeholder:"BASIS" help:"victim-data, consent-withdrawn, court-order or mistake."`
	Reason     *string `placeholder:"TEXT" help:"Why, in a few words."`
	Yes        bool    `help:"Do not ask: what is erased does not come back."`
	List       bool    `help:"List the texts and documents that are here, with what can be erased and what cannot; of one commitment or of all. Records nothing."`
}

// Run records, once somebody said that they mean it, or lists what there is.
func (r *recordErase) Run(ctx context.Context, p *program, c *cli) error {
	if r.List {
		document, err := p.ask(ctx, c, "erasable", api.ErasableArgs{Commitment: r.Commitment}, false)
		if err != nil {
			return err
		}
		return p.Print(document, func(document json.RawMessage) error {
			return p.Table([]string{"kind", "id", "event", "erasable", "text"}, document)
		})
	}
	if r.Commitment == "" || r.Text == "" || r.Basis == "" {
		return api.Usage("Say what is erased and why it may be: --commitment, --text and --basis; --list shows what there is. Nothing was recorded.")
	}
	if !r.Yes && !p.Confirms("This text is erased for good, here and in every copy that this register keeps of it. Type “yes” to go on: ") {
		return recording.Refuse(rule.ErrRefused, "erase.unconfirmed",
			"What is erased does not come back, so it is erased only when somebody at a terminal types “yes”, or with --yes. Nothing was recorded, and nothing was erased.")
	}
	return r.send(ctx, p, c, "erase", commitment.EraseText{On: commitment.On{ID: r.Commitment}, Text: r.Text, Basis: r.Basis, Reason: clean(r.Reason)})
}
