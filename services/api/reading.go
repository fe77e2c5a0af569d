package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/timeline"
)

// Reading answers what stands in the register.
type Reading struct{ *Register }

// ListArgs ask for several things of a kind.
type ListArgs struct {
	Kind    string            `json:"kind"` // plural: "commitments"
	Filters map[string]string `json:"filters"`
	Limit   int               `json:"limit"` // 0 for all
	AsOf
}

// List gives several things of a kind.
func (r *Reading) List(ctx context.Context, args ListArgs) (answer List[any], err error) {
	table := TableOf(args.Kind)
	if table.Read == nil {
		return answer, usage("kind", fmt.Sprintf("There is no such list. The lists are: %s.", strings.Join(TableNames(), ", ")))
	}
	if args.Limit < 0 {
		return answer, usage("limit", "A limit is 1 or more; leave it out for all rows.")
	}
	as, err := r.asOf(ctx, args.AsOf)
	if err != nil {
		return answer, err
	}
	answer.On = as.on.String()
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if args.Filters, err = listedParties(v, table, args.Filters); err != nil {
			return err
		}
		if err := namedExist(v, table, args.Filters); err != nil {
			return err
		}
		answer.Rows, err = table.Read(v, book.Query{Filters: args.Filters, Limit: args.Limit}, as.on)
		if err == nil && args.Kind == "commitments" {
			answer.DatedByRecording, err = as.undated(v, args.Filters)
		}
		return err
	})
	return answer, err
}

// ShowArgs ask for one thing.
type ShowArgs struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	History bool   `json:"history"`
	AsOf
}

// CommitmentHistory is a commitment with every value its axes have had and
// everybody who answered for it.
type CommitmentHistory struct {
	commitments.Row
	History []timeline.Standing  `json:"history"`
	Holders []commitments.Holder `json:"holders"`
}

// Show gives one thing.
func (r *Reading) Show(ctx context.Context, args ShowArgs) (answer Thing[any], err error) {
	as, err := r.asOf(ctx, args.AsOf)
	if err != nil {
		return answer, err
	}
	answer.On = as.on.String()
	var events []timeline.Row
	var holders []commitments.Holder
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if answer.Row, err = findShown(v, args.Kind, args.ID, as.on); err != nil {
			return err
		}
		if answer.DatedByRecording, err = as.undatedOf(v, args.Kind, args.ID); err != nil || !args.History {
			return err
		}
		if _, ok := answer.Row.(commitments.Row); !ok {
			return usage("history", "Only a commitment has a history of where it stood; `ahd timeline` shows what happened to other things.")
		}
		if holders, err = commitments.Holders(v, args.ID); err != nil {
			return err
		}
		events, err = timeline.OfThing(v, args.Kind, args.ID)
		return err
	})
	if err != nil || !args.History {
		return answer, err
	}
	told, err := timeline.Tell(ctx, events, r.Events, r.Words)
	answer.Row = CommitmentHistory{answer.Row.(commitments.Row), timeline.History(told), holders}
	return answer, err
}

// TimelineArgs ask for the events of one thing.
type TimelineArgs struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	AsOf
}

// Timeline gives the events of one thing.
func (r *Reading) Timeline(ctx context.Context, args TimelineArgs) (answer List[[]timeline.Told], err error) {
	as, err := r.asOf(ctx, args.AsOf)
	if err != nil {
		return answer, err
	}
	answer.On = as.on.String()
	var rows []timeline.Row
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if _, err := find(v, args.Kind, args.ID, as.on); err != nil {
			return err
		}
		if answer.DatedByRecording, err = as.undatedOf(v, args.Kind, args.ID); err != nil {
			return err
		}
		if slices.Contains(events.Kinds, args.Kind) {
			rows, err = timeline.OfThing(v, args.Kind, args.ID)
		} else {
			rows, err = timeline.OfPart(v, args.Kind+"/"+args.ID)
		}
		return err
	})
	if err != nil {
		return answer, err
	}
	answer.Rows, err = timeline.Tell(ctx, rows, r.Events, r.Words)
	return answer, err
}

// Commitments are a list of commitments with its counts.
type Commitments struct {
	Rows  []commitments.Row
	Tally commitments.Tally // of all that the list has without a limit
}

// ListCommitments lists commitments as they stand on a day. Behind the last that it counts
// it reads none.
func ListCommitments(v *book.View, query book.Query, on edtf.Day) (list Commitments, err error) {
	if list.Tally, err = commitments.Tell(v, query, on); err != nil || query.Offset > 0 && query.Offset >= list.Tally.Total {
		return list, err
	}
	list.Rows, err = commitments.List(v, query, on)
	return list, err
}

// CountCommitments counts those that filters find.
func CountCommitments(v *book.View, filters map[string]string, on edtf.Day) (int, error) {
	return commitments.Count(v, book.Query{Filters: filters}, on)
}

// Organisation is an organisation with the number of commitments that it answers for.
type Organisation struct {
	parties.Row
	Answers int
}

// Organisations are all of them, by name.
func Organisations(v *book.View) ([]Organisation, error) {
	rows, err := parties.List(v, book.Query{})
	if err != nil {
		return nil, err
	}
	answers, err := commitments.CountByLead(v)
	all := make([]Organisation, len(rows))
	for i, row := range rows {
		all[i] = Organisation{row, answers[row.ID]}
	}
	slices.SortFunc(all, func(a, b Organisation) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return all, err
}
