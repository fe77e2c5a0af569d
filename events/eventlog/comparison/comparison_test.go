package comparison_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/eventlog/comparison"
)

// record is a ledger of some bodies.
type record struct{ bodies [][]byte }

func newRecord(many int) *record {
	r := &record{}
	for i := range many {
		r.bodies = append(r.bodies, fmt.Appendf(nil, "body %d", i+1))
	}
	return r
}

func (r *record) Entry(sequence uint64) ([]byte, error) { return r.bodies[sequence-1], nil }
func (r *record) Entries(first uint64) ([][]byte, error) {
	return r.bodies[first-1 : min(int(first)+2, len(r.bodies))], nil // a few at a time
}

// damaged is a log of which some events cannot be read, and some are others.
type damaged struct {
	bodies  [][]byte
	lost    map[uint64]bool
	altered map[uint64]bool
}

func (d damaged) Body(_ context.Context, sequence uint64) ([]byte, error) {
	switch {
	case d.lost[sequence]:
		return nil, fmt.Errorf("%w: event %d", eventlog.ErrGap, sequence)
	case d.altered[sequence]:
		return bytes.ToUpper(d.bodies[sequence-1]), nil
	}
	return d.bodies[sequence-1], nil
}

func (d damaged) Follow(ctx context.Context, from uint64, handle func(uint64, [][]byte) error) error {
	for next := from; next <= uint64(len(d.bodies)); next++ {
		body, err := d.Body(ctx, next)
		if err == nil {
			err = handle(next, [][]byte{body})
		}
		if err != nil {
			return err
		}
	}
	return errors.New("it waits for ever") // nobody may come here
}

// What log and ledger do not have in common is named, each event by its number.
func TestEveryDifferenceIsNamed(t *testing.T) {
	r := newRecord(30)
	log := damaged{r.bodies, map[uint64]bool{1: true, 7: true, 8: true, 30: true}, map[uint64]bool{12: true}}
	for name, compare := range map[string]func() ([]comparison.Finding, error){
		"all": func() ([]comparison.Finding, error) {
			return comparison.All(t.Context(), log, r, 30, func(uint64, uint64) {})
		},
		"from the first": func() ([]comparison.Finding, error) {
			return comparison.From(t.Context(), log, r, 1, 30, func(uint64, uint64) {})
		},
	} {
		found, err := compare()
		var named []string
		for _, f := range found {
			named = append(named, fmt.Sprint(f.Code, " ", *f.Event, " ", f.Fork))
		}
		want := []string{"log.missing 1 false", "log.missing 7 false", "log.missing 8 false", "log.differs 12 true", "log.missing 30 false"}
		if err != nil || !slices.Equal(named, want) {
			t.Errorf("%s: %v %v", name, err, named)
		}
	}
}

// A long list of findings helps nobody; a sound log has none.
func TestFindingsAreBounded(t *testing.T) {
	r := newRecord(60)
	lost := map[uint64]bool{}
	for i := range uint64(60) {
		lost[i+1] = true
	}
	found, err := comparison.All(t.Context(), damaged{bodies: r.bodies, lost: lost}, r, 60, func(uint64, uint64) {})
	if err != nil || len(found) != 20 {
		t.Errorf("%v %d", err, len(found))
	}
	found, err = comparison.All(t.Context(), damaged{bodies: r.bodies}, r, 60, func(uint64, uint64) {})
	if err != nil || len(found) != 0 {
		t.Errorf("%v %v", err, found)
	}
}
