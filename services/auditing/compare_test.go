package auditing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"ahd/events"
	"ahd/events/eventlog"
	"ahd/services/auditing"
)

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
	r := newRecord(t)
	for range 30 {
		r.say("source/s-1", events.SourceArchived{SHA256: "ab"})
	}
	log := damaged{r.bodies, map[uint64]bool{1: true, 7: true, 8: true, 30: true}, map[uint64]bool{12: true}}
	for name, compare := range map[string]func() ([]auditing.Finding, error){
		"all": func() ([]auditing.Finding, error) {
			return auditing.CompareAll(t.Context(), log, r, 30, func(uint64, uint64) {})
		},
		"from the first": func() ([]auditing.Finding, error) {
			return auditing.CompareFrom(t.Context(), log, r, 1, 30, func(uint64, uint64) {})
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
	r := newRecord(t)
	lost := map[uint64]bool{}
	for i := range uint64(60) {
		r.say("source/s-1", events.SourceArchived{SHA256: "ab"})
		lost[i+1] = true
	}
	found, err := auditing.CompareAll(t.Context(), damaged{bodies: r.bodies, lost: lost}, r, 60, func(uint64, uint64) {})
	if err != nil || len(found) != 20 {
		t.Errorf("%v %d", err, len(found))
	}
	found, err = auditing.CompareAll(t.Context(), damaged{bodies: r.bodies}, r, 60, func(uint64, uint64) {})
	if err != nil || len(found) != 0 {
		t.Errorf("%v %v", err, found)
	}
}
