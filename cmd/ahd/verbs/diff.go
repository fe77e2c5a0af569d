package verbs

import (
	"context"

	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/timeline"
	"ahd/services/api"
	"ahd/services/auditing"
)

// DiffArgs ask what changed between two moments.
type DiffArgs struct {
	From    string            `json:"from"` // event, civil day or time
	To      string            `json:"to"`
	Filters map[string]string `json:"filters"` // of commitments, as they stood at To
}

// Diff is what changed between two moments.
type Diff struct {
	From At                 `json:"from"`
	At   At                 `json:"at"`
	On   string             `json:"on"`
	Rows []auditing.Changed `json:"rows"`
}

func (d *Desk) diff(ctx context.Context, args DiffArgs, _ Progress) (any, error) {
	from, err := d.asOf(ctx, AsOf{At: args.From})
	if err != nil {
		return nil, err
	}
	to, err := d.asOf(ctx, AsOf{At: args.To})
	if err != nil {
		return nil, err
	}
	if from.sequence > to.sequence {
		return nil, usage("at", "The first of two moments is the earlier one.")
	}
	answer := Diff{On: to.on.String(), From: At{Sequence: from.sequence, Time: &from.time}}
	wanted := map[string]bool{}
	err = to.read(ctx, func(v *book.View) error {
		answer.At = at(v)
		filters, err := listedParties(v, api.TableOf("commitments"), args.Filters)
		if err != nil {
			return err
		}
		args.Filters = filters
		if err := namedExist(v, api.TableOf("commitments"), args.Filters); err != nil {
			return err
		}
		rows, err := commitments.List(v, book.Query{Filters: args.Filters}, to.on)
		for _, row := range rows {
			wanted[row.ID] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	answer.Rows, err = d.differ().Diff(ctx, from.sequence, to.sequence, func(id string) bool { return wanted[id] })
	return answer, err
}

func (d *Desk) differ() auditing.Differ {
	return auditing.Differ{Record: d.ledger(), Streams: streamsOf{d.book}, Words: d.words()}
}

func (d *Desk) ledger() auditing.Record {
	if d.Node == nil {
		return nothing{}
	}
	return d.Node.Ledger
}

// streamsOf finds the events of streams in the book.
type streamsOf struct{ book reader }

func (s streamsOf) Sequences(ctx context.Context, subject string, last uint64) (sequences []uint64, err error) {
	err = s.book.Read(ctx, func(v *book.View) (err error) {
		sequences, err = timeline.Sequences(v, subject, last)
		return err
	})
	return sequences, err
}
