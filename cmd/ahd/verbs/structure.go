package verbs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/streams"
	"ahd/services/recording"
)

// An import checks names, ids and dates before it records. What is typed is checked
// here, where nobody has looked at it before.

func meeting(_ *Desk, _ context.Context, c *recording.RegisterConvening) error {
	if date := c.Convening.Date.EDTF; date != nil {
		if _, err := edtf.Parse(*date); err != nil {
			return mistyped("date", "This is no date: "+err.Error())
		}
	}
	return given("kind", c.Convening.Kind)
}

func workingGroup(_ *Desk, _ context.Context, c *recording.FormWorkingGroup) error {
	return firstOf(plainID("working group", c.Group.WorkingGroup), given("name", c.Group.Name))
}

func organisation(_ *Desk, _ context.Context, c *recording.RegisterParty) error {
	return firstOf(given("name", c.Party.Name), given("kind", c.Party.Kind))
}

func question(_ *Desk, _ context.Context, c *recording.RaiseQuestion) error {
	return firstOf(plainID("question", c.Question.Question), given("text", c.Question.Text))
}

func figure(d *Desk, ctx context.Context, c *recording.AssertFigure) error {
	if err := firstOf(plainID("figure", c.Figure.Figure), given("claim", c.Figure.Claim)); err != nil {
		return err
	}
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

func given(what, text string) error {
	if recording.Clean(text) == "" {
		return mistyped(what+".missing", "The "+what+" is missing")
	}
	return nil
}

func plainID(what, id string) error {
	if !events.ValidID(id) {
		return mistyped("id", "The id of a "+what+" has 1 to 64 of the characters a–z, 0–9 and “-”")
	}
	return nil
}

func mistyped(code, what string) error {
	return recording.Refuse(recording.ErrMalformed, code, what+". Nothing was recorded.")
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
