package api

import (
	"fmt"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/events/register"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/convenings"
	"ahd.example/ahd/projections/instruments"
	"ahd.example/ahd/projections/methods"
	"ahd.example/ahd/projections/parties"
	"ahd.example/ahd/projections/people"
	"ahd.example/ahd/projections/questions"
	"ahd.example/ahd/projections/sources"
	"ahd.example/ahd/projections/streams"
	"ahd.example/ahd/projections/summaries"
)

// namedExist says which thing a filter names in vain: no rows would look like
// an answer. A filter that the list does not have is refused by the list.
func namedExist(v *book.View, list Table, filters map[string]string) error {
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
var finders = map[string]finder{
	"commitment": func(v *book.View, id string, on edtf.Day) (any, error) {
		row, ok, err := commitments.Find(v, id, on)
		return found(v, "commitment", id, row, ok, err)
	},
	"convening":     finding("convening", convenings.Find),
	"instrument":    finding("instrument", instruments.Find),
	"working-group": finding("working-group", convenings.FindGroup),
	"party":         finding("party", parties.Find),
	"person":        finding("person", people.Find),
	"figure":        finding("figure", findFigure),
	"question":      finding("question", questions.Find),
	"method":        finding("method", findMethod),
	"summary":       finding("summary", summaries.Find),
	"source":        finding("source", sources.Find),
	"register": finding("register", func(v *book.View, id string) (*register.State, bool, error) {
		row, err := streams.Find(v, events.Stream{Kind: "register", ID: id})
		return row.State.Register, row.State.Register != nil, err
	}),
}

// finding reads a thing that looks alike on every day.
func finding[R any](kind string, read func(v *book.View, id string) (R, bool, error)) finder {
	return func(v *book.View, id string, _ edtf.Day) (any, error) {
		row, ok, err := read(v, id)
		return found(v, kind, id, row, ok, err)
	}
}

// notYetCode is the code of what is known, and did not exist on the day that was asked for.
const notYetCode = "not-yet"

// later is how things of a kind are known that did not exist on the day of a view.
type later struct {
	known    func(v *book.View, kind, id string) (bool, error)
	sentence string
}

// held is that of a conference, and of what was said, formed or issued there.
var held = later{convenings.Known, "This is known, and on that day it did not exist yet: its conference or meeting had not taken place, or, where nobody can date that, it had not been registered. Nothing was recorded."}

var laters = map[string]later{
	"convening": held, "instrument": held, "working-group": held, "figure": held,
	"commitment": {func(v *book.View, _, id string) (bool, error) { return commitments.Known(v, id) },
		"This commitment is known, and on that day it did not exist yet: its conference had not taken place, or, where nobody can date that, it had not been captured. Nothing was recorded."},
	"summary": {func(v *book.View, _, id string) (bool, error) { return summaries.Known(v, id) },
		"This summary is known, and on that day it was not published yet. Nothing was recorded."},
}

// refused says that the thing did not exist yet; nil where it is not known either.
func (l later) refused(v *book.View, kind, id string) error {
	known, err := l.known(v, kind, id)
	if err != nil || !known {
		return err
	}
	return usage(notYetCode, l.sentence)
}

// found refuses what is not there, and says of what is known that it was not there yet.
func found(v *book.View, kind, id string, row any, ok bool, err error) (any, error) {
	if later, dated := laters[kind]; dated && err == nil && !ok {
		err = later.refused(v, kind, id)
	}
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
		return found(v, kind, id, nil, false, nil)
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
	return found(v, "clause", id, Clause{instrument, clause}, ok, err)
}

// FigureBeside is a figure beside those that contradict it, and beside how others rated
// the place of which it speaks in each year of its period: whoever reads it can judge.
type FigureBeside struct {
	convenings.Figure
	Beside  []convenings.Figure `json:"beside"`
	Ratings []sources.Rating    `json:"ratings"` // by year
}

func findFigure(v *book.View, id string) (f FigureBeside, found bool, err error) {
	if f.Figure, found, err = convenings.FindFigure(v, id); !found || err != nil {
		return f, found, err
	}
	f.Beside = []convenings.Figure{}
	for _, other := range f.DisputedBy {
		row, there, err := convenings.FindFigure(v, other)
		if err != nil {
			return f, false, err
		}
		if there {
			f.Beside = append(f.Beside, row)
		}
	}
	f.Ratings, err = sources.RatingsBeside(v, f.Scope, f.Period)
	return f, true, err
}

// Methods are the versions of one method.
type Methods struct {
	ID       string        `json:"id"`
	Versions []methods.Row `json:"versions"`
}

func findMethod(v *book.View, id string) (found Methods, ok bool, err error) {
	rows, err := methods.List(v)
	found = Methods{ID: id, Versions: []methods.Row{}}
	for _, row := range rows {
		if row.ID == id {
			found.Versions = append(found.Versions, row)
		}
	}
	return found, len(found.Versions) > 0, err
}
