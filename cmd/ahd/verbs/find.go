package verbs

import (
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
	"ahd/projections/summaries"
	"ahd/services/api"
)

// namedExist says which thing a filter names in vain: no rows would look like
// an answer. A filter that the list does not have is refused by the list.
func namedExist(v *book.View, list api.Table, filters map[string]string) error {
	for field, id := range filters {
		kind := list.Of(field)
		if kind == "" || id == book.NotStated {
			continue
		}
		for _, one := range strings.Split(id, ",") { // no id holds a comma: that lists several
			if _, err := finders[kind](v, one, edtf.Day{}); err != nil && ProblemOf(err).Code != notYetCode {
				return err
			}
		}
	}
	return nil
}

// finder reads one thing; an unknown id is an error.
type finder func(v *book.View, id string, on edtf.Day) (any, error)

// finders is the table of things, by kind.
var finders map[string]finder

func init() { // finders and finding would refer to each other
	finders = map[string]finder{
		"commitment": func(v *book.View, id string, on edtf.Day) (any, error) {
			row, ok, err := commitments.Find(v, id, on)
			if err == nil && !ok {
				err = notYet(v, id)
			}
			return found("commitment", id, row, ok, err)
		},
		"convening": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := convenings.Find(v, id)
			if err == nil && !ok {
				err = heldLater(v, "convening", id)
			}
			return found("convening", id, row, ok, err)
		},
		"instrument": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := instruments.Find(v, id)
			if err == nil && !ok {
				err = heldLater(v, "instrument", id)
			}
			return found("instrument", id, row, ok, err)
		},
		"working-group": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := convenings.FindGroup(v, id)
			if err == nil && !ok {
				err = heldLater(v, "working-group", id)
			}
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
			row, ok, err := findFigure(v, id)
			if err == nil && !ok {
				err = heldLater(v, "figure", id)
			}
			return found("figure", id, row, ok, err)
		},
		"question": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := questions.Find(v, id)
			return found("question", id, row, ok, err)
		},
		"method": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := findMethod(v, id)
			return found("method", id, row, ok, err)
		},
		"summary": func(v *book.View, id string, _ edtf.Day) (any, error) {
			row, ok, err := summaries.Find(v, id)
			if err == nil && !ok {
				err = publishedLater(v, id)
			}
			return found("summary", id, row, ok, err)
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

// notYetCode is the code of what is known, and did not exist on the day that was asked for.
const notYetCode = "not-yet"

// heldLater says that a conference, or what was said, formed or issued there, did not exist
// on the day of a view though it is known; nil where it is not.
func heldLater(v *book.View, kind, id string) error {
	known, err := convenings.Known(v, kind, id)
	if err != nil || !known {
		return err
	}
	return usage(notYetCode, "This is known, and on that day it did not exist yet: its conference or meeting had not taken place, or, where nobody can date that, it had not been registered. Nothing was recorded.")
}

// publishedLater says that a summary was published after the day of a view; nil where none
// was.
func publishedLater(v *book.View, id string) error {
	known, err := summaries.Known(v, id)
	if err != nil || !known {
		return err
	}
	return usage(notYetCode, "This summary is known, and on that day it was not published yet. Nothing was recorded.")
}

// notYet says that a commitment which is known did not exist on the day of a view; nil
// where none is known.
func notYet(v *book.View, id string) error {
	known, err := commitments.Known(v, id)
	if err != nil || !known {
		return err
	}
	return usage(notYetCode, "This commitment is known, and on that day it did not exist yet: its conference had not taken place, or, where nobody can date that, it had not been captured. Nothing was recorded.")
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

// Clause is one part of an instrument, with the instrument.
type Clause struct {
	Instrument string `json:"instrument"`
	instruments.Clause
}

// findShown looks up what show can show: things, and a clause of an instrument,
// "declaration-1/clause-2".
func findShown(v *book.View, kind, id string, on edtf.Day) (any, error) {
	instrument, address, isClause := strings.Cut(id, "/")
	if kind != "instrument" || !isClause {
		return find(v, kind, id, on)
	}
	if _, err := find(v, kind, instrument, on); err != nil {
		return nil, err
	}
	clause, ok, err := instruments.FindClause(v, instrument, address)
	return found("clause", id, Clause{instrument, clause}, ok, err)
}
