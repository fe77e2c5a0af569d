package verbs

import (
	"context"

	"ahd/projections/book"
	"ahd/projections/instruments"
	"ahd/services/importing"
	"ahd/services/recording"
)

// AttachArgs are the fields of an instrument's wording.
type AttachArgs struct {
	Instrument string            `json:"instrument"`
	Text       importing.Text    `json:"text"`
	Archived   bool              `json:"archived"` // the text is a source already; only its id is given
	Title      *string           `json:"title"`
	Clauses    []NamedClause     `json:"clauses"`
	Items      map[string]string `json:"items"` // commitments by address
	Kind       string            `json:"kind"`
}

// NamedClause is a clause in the words of whoever attaches the text.
type NamedClause struct {
	Address string `json:"address"`
	Text    string `json:"text"`
}

// Attached is the answer to an attachment.
type Attached struct {
	importing.Tally
	Clauses []importing.Becoming `json:"clauses"`
}

// attachText takes the wording of an instrument in.
func (d *Desk) attachText(ctx context.Context, args ImportArgs, progress Progress) (any, error) {
	fields, err := fieldsOf[AttachArgs](args)
	if err != nil {
		return nil, err
	}
	if d.Node == nil {
		return nil, errNoRegister
	}
	if fields.Archived {
		if fields.Text.Content, err = d.archived(ctx, fields.Text.ID); err != nil {
			return nil, err
		}
	}
	attachment := importing.Attachment{
		Instrument: fields.Instrument, Text: fields.Text, Archived: fields.Archived, Title: fields.Title, Items: fields.Items, Kind: fields.Kind,
	}
	if attachment.Clauses, err = namedClauses(fields); err != nil {
		return nil, err
	}
	if err := d.clausesOf(ctx, &attachment); err != nil {
		return nil, err
	}
	plan, err := importing.PrepareAttachment(ctx, attachment, d.Node.Recorder.Book, d.Node.Recorder, d.origin(), Who(args.As, args.Role))
	if err != nil {
		return nil, err
	}
	tally, err := d.carry(ctx, &plan.Plan, args, progress)
	if err != nil {
		return nil, err
	}
	return Attached{Tally: tally, Clauses: plan.Clauses}, nil
}

// namedClauses finds the clauses that were named, each where it stands first.
func namedClauses(args AttachArgs) (found []importing.Found, err error) {
	for _, clause := range args.Clauses {
		at, stands := passage(args.Text.Content, recording.Clean(clause.Text), [2]int64{})
		if !stands {
			return nil, recording.Refuse(recording.ErrRefused, "clause.not-found", shorten(clause.Address)+" does not stand in the text word for word. Nothing was recorded.")
		}
		found = append(found, importing.Found{Address: clause.Address, Bytes: at})
	}
	return found, nil
}

// clausesOf adds what the register has of the instrument's clauses.
func (d *Desk) clausesOf(ctx context.Context, a *importing.Attachment) error {
	return d.book.Read(ctx, func(v *book.View) error {
		row, found, err := instruments.Find(v, a.Instrument)
		if err != nil || !found {
			return err
		}
		a.WorkingGroup, a.Known = row.WorkingGroup, map[string]string{}
		for _, clause := range row.Clauses {
			if clause.Address != nil && clause.Item != nil {
				a.Known[*clause.Address] = *clause.Item
			}
		}
		return nil
	})
}
