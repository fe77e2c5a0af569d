package verbs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"ahd/events"
	"ahd/projections/book"
	"ahd/projections/streams"
	"ahd/services/recording"
)

func figure(d *Desk, ctx context.Context, c *recording.AssertFigure) error {
	return d.locate(ctx, &c.Figure.Quote)
}

// participation also gives the participation its id, made from what was stated by the
// same rule as in an import: the same statement is the same participation, whoever
// records it.
func participation(d *Desk, ctx context.Context, c *recording.RecordParticipation) error {
	said := &c.Participation
	if err := d.locate(ctx, &said.Quote); err != nil {
		return err
	}
	stated := []string{c.Convening, said.Quote.Source, said.Quote.Quote}
	for _, text := range []*string{said.Name, said.RoleStated, said.ConveningRole} {
		if text == nil {
			text = new(string)
		}
		stated = append(stated, *text)
	}
	sum := sha256.Sum256([]byte(strings.Join(stated, "\x00")))
	said.Participation = "p-" + hex.EncodeToString(sum[:8])
	return nil
}

// parting says of what kind the new conference is, unless that was typed: what it was
// before it was joined, or a conference. Sent again it finds what it said itself.
func parting(d *Desk, ctx context.Context, c *recording.PartConvening) error {
	if c.Kind != "" {
		return nil
	}
	c.Kind = "conference"
	return d.book.Read(ctx, func(v *book.View) error {
		row, err := streams.Find(v, events.Stream{Kind: "convening", ID: c.Convening})
		if known := row.State.Convening; err == nil && known != nil && known.Kind != "" {
			c.Kind = known.Kind
		}
		return err
	})
}
