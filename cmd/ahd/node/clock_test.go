package node_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/eventlog"
)

// What a server records by itself, a day and a repair, waits for a clock that is
// believed, and comes once somebody says that it is right.
func TestNothingRecordsByItselfUnderAClockAhead(t *testing.T) {
	c := &clock{}
	c.set(time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC))
	n, dir := openAt(t, c)
	if err := errors.Join(n.Days.Today(t.Context()), n.Close()); err != nil {
		t.Fatal(err)
	}
	note := `{"cause":"a test","kept":"kept","root":"LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=","size":2,"store":"log"}`
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "repaired-20261122T070000Z"), []byte(note), 0o600), os.Mkdir(filepath.Join(dir, "kept"), 0o700)); err != nil {
		t.Fatal(err)
	}
	c.set(c.now().AddDate(5, 0, 0))
	open := func(right bool) *node.Node {
		t.Helper()
		n, err := node.Open(t.Context(), node.Options{Dir: dir, Now: c.now, ClockIsRight: right, Messages: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { n.Close() })
		return n
	}
	n = open(false)
	var ahead *eventlog.ClockAhead
	if err := n.Days.Today(t.Context()); err != nil || n.Ledger.Size() != 2 || !errors.As(n.Ready(), &ahead) || n.Clock.State().Ahead == nil {
		t.Errorf("%v, %d events, ready: %v", err, n.Ledger.Size(), n.Ready())
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	n = open(true) // the repair is recorded as the folder is opened
	if err := n.Days.Today(t.Context()); err != nil || n.Ledger.Size() != 4 || n.Ready() != nil {
		t.Errorf("%v, %d events, ready: %v", err, n.Ledger.Size(), n.Ready())
	}
}

// A register is not begun by a clock that is ten years past the program.
func TestNoRegisterBeginsUnderAClockAhead(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2066, 1, 1, 0, 0, 0, 0, time.UTC)
	options := node.Options{Dir: dir, Name: "ahd", Now: func() time.Time { return now }, Messages: slog.New(slog.DiscardHandler)}
	_, err := node.Open(t.Context(), options)
	var refusal *rule.Refusal
	if !errors.As(err, &refusal) || refusal.Code != "clock.ahead" || !errors.Is(err, rule.ErrRefused) {
		t.Errorf("%v", err)
	}
	options.ClockIsRight = true
	n, err := node.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	if n.Ledger.Size() != 1 {
		t.Errorf("%d events", n.Ledger.Size())
	}
}

// Where the clock is wrong, and where it was, is said: to the operator, to whoever opens
// a page, and by the doctor.
func TestAJumpIsTold(t *testing.T) {
	now, elapsed := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC), time.Duration(0)
	watched := eventlog.NewClock(func() time.Time { return now })
	watched.Elapsed = func() time.Duration { return elapsed }
	n, err := node.Open(t.Context(), node.Options{Dir: t.TempDir(), Name: "ahd", Now: watched.Now, Clock: watched, Messages: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	for _, c := range []struct {
		at, ran        time.Duration
		ahead          bool
		behind, jumped time.Duration
		said, code     string
	}{
		{time.Hour, time.Hour, false, 0, 0, "", ""},
		{time.Hour, time.Hour - 3*time.Minute, true, 0, 3 * time.Minute, "", "clock.ahead"},
		{time.Minute, time.Hour, false, 0, -59 * time.Minute, "set back by 59 minutes", "clock.jumped"},
		{-time.Hour, time.Second, false, time.Hour, -time.Hour - time.Second, "claims a time that has not come, by 60 minutes", "clock.behind"},
	} {
		now, elapsed = time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC).Add(c.at), c.ran
		got := n.Clock.State()
		if (got.Ahead != nil) != c.ahead || got.Behind != c.behind || got.Jumped != c.jumped || !strings.Contains(n.Notes(), c.said) || (n.Notes() == "") != (c.said == "") {
			t.Errorf("%v after %v: %+v, %q", c.at, c.ran, got, n.Notes())
		}
		e, err := n.Examiner.Examine(t.Context(), nil, false, func(uint64, uint64) {})
		code := ""
		for _, found := range e.Findings {
			code = found.Code
		}
		if err != nil || code != c.code || len(e.Findings) > 1 {
			t.Errorf("%v after %v: the doctor finds %+v, %v", c.at, c.ran, e.Findings, err)
		}
	}
}
