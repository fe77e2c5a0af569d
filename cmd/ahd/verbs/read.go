package verbs

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ahd/events"
	"ahd/events/edtf"
	"ahd/projections/book"
	"ahd/projections/commitments"
	"ahd/projections/convenings"
	"ahd/projections/instruments"
	"ahd/projections/parties"
	"ahd/projections/people"
	"ahd/projections/questions"
	"ahd/projections/sources"
	"ahd/projections/streams"
	"ahd/projections/timeline"
)

// ListArgs ask for several things of a kind.
type ListArgs struct {
	Kind    string            `json:"kind"` // plural: "commitments"
	Filters map[string]string `json:"filters"`
	Limit   int               `json:"limit"` // 0 for all
	On      string            `json:"on"`    // civil day; "" for today
}

// lister reads one list.
type lister func(v *book.View, query book.Query, on edtf.Day) (any, error)

// listers is the table of lists.
var listers = map[string]lister{
	"commitments": func(v *book.View, q book.Query, on edtf.Day) (any, error) { return commitments.List(v, q, on) },
	"convenings":  func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return convenings.List(v, q) },
	"instruments": func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return instruments.List(v, q) },
	"working-groups": func(v *book.View, q book.Query, _ edtf.Day) (any, error) {
		return convenings.Groups(v, q)
	},
	"parties":   func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return parties.List(v, q) },
	"figures":   func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return convenings.Figures(v, q) },
	"questions": func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return questions.List(v, q) },
	"sources":   func(v *book.View, q book.Query, _ edtf.Day) (any, error) { return sources.List(v, q) },
}

// Lists names the lists, for help.
var Lists = []string{"commitments", "convenings", "instruments", "working-groups", "parties", "figures", "questions", "sources"}

func (d *Desk) list(ctx context.Context, args ListArgs, _ Progress) (any, error) {
	read, known := listers[args.Kind]
	if !known {
		return nil, usage("kind", fmt.Sprintf("There is no such list. The lists are: %s.", strings.Join(Lists, ", ")))
	}
	if args.Limit < 0 {
		return nil, usage("limit", "A limit is 1 or more; leave it out for all rows.")
	}
	on, err := d.day(args.On)
	if err != nil {
		return nil, err
	}
	answer := List{On: on.String()}
	err = d.book.Read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if err := namedExist(v, args.Filters); err != nil {
			return err
		}
		answer.Rows, err = read(v, book.Query{Filters: args.Filters, Limit: args.Limit}, on)
		return err
	})
	return answer, err
}

// named are the filters whose value is the id of a thing.
var named = map[string]string{
	"convening": "convening", "instrument": "instrument", "working_group": "working-group",
	"lead_party": "party", "parent": "commitment", "source": "source",
}

// namedExist says which thing a filter names in vain: no rows would look like
// an answer.
func namedExist(v *book.View, filters map[string]string) error {
	for field, kind := range named {
		id, asked := filters[field]
		if !asked || id == book.NotStated {
			continue
		}
		if _, err := finders[kind](v, id, edtf.Day{}); err != nil {
			return err
		}
	}
	return nil
}

// ShowArgs ask for one thing.
type ShowArgs struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	History bool   `json:"history"`
	On      string `json:"on"` // civil day; "" for today
}

// finder reads one thing; an unknown id is an error.
type finder func(v *book.View, id string, on edtf.Day) (any, error)

// finders is the table of things, by kind.
var finders map[string]finder

func init() { // finders and finding would refer to each other
	finders = map[string]finder{
		"commitment": func(v *book.View, id string, on edtf.Day) (any, error) {
			row, ok, err := commitments.Find(v, id, on)
			return found("commitment", id, row, ok, err)
		},
		"convening": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := convenings.Find(v, id)
			return found("convening", id, row, ok, err)
		},
		"instrument": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := instruments.Find(v, id)
			return found("instrument", id, row, ok, err)
		},
		"working-group": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := convenings.FindGroup(v, id)
			return found("working-group", id, row, ok, err)
		},
		"party": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := parties.Find(v, id)
			return found("party", id, row, ok, err)
		},
		"person": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := people.Find(v, id)
			return found("person", id, row, ok, err)
		},
		"figure": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := convenings.FindFigure(v, id)
			return found("figure", id, row, ok, err)
		},
		"question": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := questions.Find(v, id)
			return found("question", id, row, ok, err)
		},
		"source": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := sources.Find(v, id)
			return found("source", id, row, ok, err)
		},
		"register": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, err := streams.Find(v, events.Stream{Kind: "register", ID: id})
			return found("register", id, row.State.Register, row.State.Register != nil, err)
		},
	}
}

func found(kind, id string, row any, ok bool, err error) (any, error) {
	if err == nil && !ok {
		err = usage(kind+".unknown", fmt.Sprintf("There is no %s %q in the register.", kind, shorten(id)))
	}
	return row, err
}

// shorten keeps what was typed from filling an error.
func shorten(text string) string {
	if r := []rune(text); len(r) > 64 {
		return string(r[:64]) + "…"
	}
	return text
}

// find looks a thing up, or says that the kind or the id is unknown.
func find(v *book.View, kind, id string, on edtf.Day) (any, error) {
	if finder, ok := finders[kind]; ok {
		return finder(v, id, on)
	}
	if slices.Contains(events.Kinds, kind) { // a kind of which nothing is recorded yet
		return found(kind, id, nil, false, nil)
	}
	return nil, usage("kind", "There is no such kind. The kinds are: "+strings.Join(KindNames(), ", ")+".")
}

// KindNames lists what show and timeline can be asked for.
func KindNames() []string {
	return append(slices.Clone(events.Kinds), "working-group", "figure", "question")
}

// CommitmentHistory is a commitment with every value its axes have had.
type CommitmentHistory struct {
	commitments.Row
	History []timeline.Standing `json:"history"`
}

func (d *Desk) show(ctx context.Context, args ShowArgs, _ Progress) (any, error) {
	on, err := d.day(args.On)
	if err != nil {
		return nil, err
	}
	answer := Thing{On: on.String()}
	var events []timeline.Row
	err = d.book.Read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if answer.Row, err = find(v, args.Kind, args.ID, on); err != nil || !args.History {
			return err
		}
		if _, ok := answer.Row.(commitments.Row); !ok {
			return usage("history", "Only a commitment has a history of where it stood; `ahd timeline` shows what happened to other things.")
		}
		events, err = timeline.OfThing(v, args.Kind, args.ID)
		return err
	})
	if err != nil || !args.History {
		return answer, err
	}
	told, err := timeline.Tell(ctx, events, d.entries(), d.words())
	answer.Row = CommitmentHistory{answer.Row.(commitments.Row), timeline.History(told)}
	return answer, err
}

// TimelineArgs ask for the events of one thing.
type TimelineArgs struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

func (d *Desk) timeline(ctx context.Context, args TimelineArgs, _ Progress) (any, error) {
	answer := List{On: d.today().String()}
	var rows []timeline.Row
	err := d.book.Read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if _, err := find(v, args.Kind, args.ID, d.today()); err != nil {
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
		return nil, err
	}
	answer.Rows, err = timeline.Tell(ctx, rows, d.entries(), d.words())
	return answer, err
}

func (d *Desk) entries() timeline.Record {
	if d.Node == nil {
		return nothing{}
	}
	return d.Node.Ledger
}

func (d *Desk) words() timeline.Words {
	if d.Node == nil {
		return nothing{}
	}
	return d.Node.Texts
}
