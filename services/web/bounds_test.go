package web

import (
	"context"
	"net/http"
	"strconv"
	"testing"
)

// Two summaries are made at once, of different people, and whoever waits too long is told so.
func TestNoMoreThanTwoSummariesAtOnce(t *testing.T) {
	s := summaryPages{&Frame{}, newBounds()}
	var back []func()
	for i := range summariesAtOnce {
		s.client = strconv.Itoa(i)
		giveBack, err := s.turn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		back = append(back, giveBack)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, s.client = range []string{"0", "another"} {
		if _, err := s.turn(gone); explain(err) != errBusy || errBusy.status != http.StatusServiceUnavailable {
			t.Errorf("%v", err)
		}
	}
	back[0]()
	s.client = "1" // who has one already leaves the other to others
	if _, err := s.turn(gone); explain(err) != errBusy {
		t.Errorf("%v", err)
	}
	s.client = "another"
	if giveBack, err := s.turn(t.Context()); err != nil {
		t.Error(err)
	} else {
		giveBack()
	}
}
