package api

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/timeline"
)

// ErasableArgs ask for what was typed and brought and is still here.
type ErasableArgs struct {
	Commitment string `json:"commitment"` // "" for all of the register
}

// Erasable is one text or document that was not erased.
type Erasable struct {
	Text     string `json:"text"` // by which it is erased: "<command id>/<field>"
	Kind     string `json:"kind"`
	ID       string `json:"id"`
	Field    string `json:"field"`
	Event    uint64 `json:"event"`    // that it belongs to
	Erasable bool   `json:"erasable"` // false for what stands in the event itself, and for what no erasure can be recorded of
}

// Erasable lists what was typed and brought and is still here.
func (r *Reading) Erasable(ctx context.Context, args ErasableArgs, progress Progress) (answer List[[]Erasable], err error) {
	as, err := r.asOf(ctx, AsOf{})
	if err != nil {
		return answer, err
	}
	answer.On = as.on.String()
	var sequences []uint64
	err = as.read(ctx, func(v *book.View) (err error) {
		answer.At = at(v)
		if args.Commitment == "" {
			return nil
		}
		if _, err := find(v, "commitment", args.Commitment, as.on); err != nil {
			return err
		}
		sequences, err = timeline.Sequences(v, "commitment/"+args.Commitment, v.At.Sequence)
		return err
	})
	if err != nil {
		return answer, err
	}
	found := &erasables{}
	if args.Commitment != "" {
		err = r.ofEvents(sequences, found.add)
	} else {
		err = r.eachEvent(1, answer.At.Sequence, found.add, progress)
	}
	answer.Rows = found.left()
	return answer, err
}

// ofEvents reads some events of the record.
func (r *Reading) ofEvents(sequences []uint64, add func(uint64, events.Event)) error {
	for _, sequence := range sequences {
		event, err := r.event(sequence)
		if err != nil {
			return fmt.Errorf("event %d: %w", sequence, err)
		}
		add(sequence, event)
	}
	return nil
}

// erasables are texts and documents in the order of the record.
type erasables struct {
	rows   []Erasable
	erased map[string]bool // by text
}

func (e *erasables) add(sequence uint64, event events.Event) {
	kind, id, _ := strings.Cut(event.Subject, "/")
	row := func(field string, erasable bool) {
		e.rows = append(e.rows, Erasable{Text: event.ID + "/" + field, Kind: kind, ID: id, Field: field, Event: sequence, Erasable: erasable && kind == "commitment"})
	}
	for _, field := range slices.Sorted(maps.Keys(events.Texts(event.Data))) {
		row(field, true)
	}
	for _, field := range events.InTheOpen(event.Data) {
		row(field, false)
	}
	switch d := event.Data.(type) {
	case events.EvidenceDeposited:
		row(events.DocumentField, true)
	case events.TextErased:
		if e.erased == nil {
			e.erased = map[string]bool{}
		}
		e.erased[d.Text] = true
	}
}

// left are those that were not erased.
func (e *erasables) left() []Erasable {
	left := []Erasable{}
	for _, row := range e.rows {
		if !e.erased[row.Text] {
			left = append(left, row)
		}
	}
	return left
}

// IntakeArgs ask who entered what is recorded as withheld.
type IntakeArgs struct {
	Command string `json:"command"` // its id
	As      string `json:"as"`      // an administrator; empty for "local"
}

// Intake is who entered it.
type Intake struct {
	ID    string  `json:"id"` // of the command
	Actor string  `json:"actor"`
	Role  string  `json:"role"`
	Party *string `json:"party"`
	Auth  string  `json:"auth"`
}

// Intake says who entered what is recorded as withheld.
func (r *Recording) Intake(ctx context.Context, args IntakeArgs) (Thing[Intake], error) {
	if r.none() {
		return Thing[Intake]{}, errNoRegister
	}
	taken, err := r.Recorder.ReadIntake(ctx, Who(args.As, ""), args.Command)
	if err != nil {
		return Thing[Intake]{}, err
	}
	return thing(ctx, r.Register, Intake{ID: args.Command, Actor: taken.Actor, Role: taken.Role, Auth: taken.Auth, Party: book.OrNull(taken.Party)})
}
