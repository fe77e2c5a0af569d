package summaries

import (
	"context"
	"net/http"
	"strconv"
	"testing"

	"ahd.example/ahd/services/web"
)

// Two summaries are made at once, of different people, and whoever waits too long is told so.
func TestNoMoreThanTwoSummariesAtOnce(t *testing.T) {
	s := pages{&web.Frame{}, newBounds()}
	var back []func()
	for i := range summariesAtOnce {
		s.Client = strconv.Itoa(i)
		giveBack, err := s.turn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		back = append(back, giveBack)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, s.Client = range []string{"0", "another"} {
		if _, err := s.turn(gone); web.Explain(err) != errBusy || errBusy.Status != http.StatusServiceUnavailable {
			t.Errorf("%v", err)
		}
	}
	back[0]()
	s.Client = "1" // who has one already leaves the other to others
	if _, err := s.turn(gone); web.Explain(err) != errBusy {
		t.Errorf("%v", err)
	}
	s.Client = "another"
	if giveBack, err := s.turn(t.Context()); err != nil {
		t.Error(err)
	} else {
		giveBack()
	}
}
