package node_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ahd.example/ahd/services/commands/rule"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
)

// clock is a clock that is set.
type clock struct{ at atomic.Pointer[time.Time] }

func (c *clock) set(at time.Time) { c.at.Store(&at) }
func (c *clock) now() time.Time   { return *c.at.Load() }

func openAt(t *testing.T, c *clock) (*node.Node, string) {
	t.Helper()
	dir := t.TempDir()
	n, err := node.Open(t.Context(), node.Options{Dir: dir, Name: "ahd", Now: c.now, Messages: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return n, dir
}

// standings works out from the ledger alone where every stream stood after an event.
func standings(t *testing.T, l *ledger.Ledger, through uint64) (events.Hash, uint64) {
	t.Helper()
	last := map[string]ledger.HeadRecord{}
	for sequence := uint64(1); sequence <= through; sequence++ {
		body, err := l.Entry(sequence)
		if err != nil {
			t.Fatal(err)
		}
		envelope, _, err := events.Scan(body)
		if err != nil {
			t.Fatal(err)
		}
		last[envelope.Subject] = ledger.HeadRecord{Stream: envelope.Subject, Version: uint64(envelope.StreamVersion), Leaf: events.LeafHash(body)}
	}
	var records []ledger.HeadRecord
	for _, record := range last {
		records = append(records, record)
	}
	return ledger.HeadsRoot(records)
}

// daily reads the heads events of a ledger.
func daily(t *testing.T, l *ledger.Ledger) (found []events.HeadsRecorded) {
	t.Helper()
	for sequence := uint64(1); sequence <= l.Size(); sequence++ {
		body, err := l.Entry(sequence)
		if err != nil {
			t.Fatal(err)
		}
		envelope, data, err := events.Scan(body)
		if err != nil {
			t.Fatal(err)
		}
		if envelope.Type != (events.HeadsRecorded{}).Type() {
			continue
		}
		var heads events.HeadsRecorded
		if err := json.Unmarshal(data, &heads); err != nil {
			t.Fatal(err)
		}
		if envelope.Actor != "system" || envelope.Subject != "register/register" || uint64(heads.Sequence) >= sequence {
			t.Errorf("event %d: %+v %+v", sequence, envelope, heads)
		}
		found = append(found, heads)
	}
	return found
}

// Each day of Karachi, once, where every stream stands; every verifier finds the same.
func TestEachDaySaysWhereTheStreamsStand(t *testing.T) {
	var c clock
	c.set(time.Date(2026, 11, 22, 18, 30, 0, 0, time.UTC)) // 23:30 in Karachi
	n, dir := openAt(t, &c)
	day := func() {
		t.Helper()
		if err := n.Days.Today(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	day()
	day()
	imp, err := importing.Prepare(example.Register(), sources(t), n.Key.Origin, rule.ByLocal("coordinator"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := imp.Run(t.Context(), n.Recorder, n.Files, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := n.Book.Wait(t.Context(), n.Ledger.Size()); err != nil {
		t.Fatal(err)
	}
	day()
	c.set(c.now().Add(time.Hour)) // midnight has passed
	day()
	day()
	c.set(c.now().Add(72 * time.Hour)) // the server was away for days
	day()
	c.set(c.now().Add(-48 * time.Hour)) // a clock that goes back records nothing
	day()
	found := daily(t, n.Ledger)
	var days []string
	for _, heads := range found {
		days = append(days, heads.Day)
		root, number := standings(t, n.Ledger, uint64(heads.Sequence))
		if heads.Root != root.String() || uint64(heads.Number) != number {
			t.Errorf("%+v: the ledger has %s of %d", heads, root, number)
		}
	}
	if len(days) != 3 || days[0] != "2026-11-22" || days[1] != "2026-11-23" || days[2] != "2026-11-26" {
		t.Errorf("%v", days)
	}
	kept, err := os.ReadDir(filepath.Join(dir, "ledger", "checkpoints"))
	if err != nil || len(kept) != 3 {
		t.Errorf("checkpoints of days: %v %v", kept, err)
	}
	for _, one := range kept {
		size, err := strconv.ParseUint(one.Name(), 10, 63)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := n.Notary.Kept().At(size)
		if err != nil {
			t.Fatal(err)
		}
		if checkpoint, err := ledger.OpenCheckpoint(signed, n.Key.Verifier); err != nil || checkpoint.Size != size {
			t.Errorf("%s: %+v %v", one.Name(), checkpoint, err)
		}
	}
}

// Whoever serves keeps the days until it is told to stop, and ends then.
func TestAServerKeepsTheDays(t *testing.T) {
	var c clock
	c.set(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
	n, _ := openAt(t, &c)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	days := n.Days
	days.Interval = time.Millisecond
	go func() { defer close(ended); days.Run(ctx) }()
	for _, size := range []uint64{2, 3} {
		if err := n.Ledger.Wait(t.Context(), size); err != nil {
			t.Fatal(err)
		}
		c.set(c.now().Add(24 * time.Hour))
	}
	if err := n.Ledger.Wait(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	stop()
	<-ended
	if found := daily(t, n.Ledger); len(found) != 3 || n.Ledger.Size() != 4 {
		t.Errorf("%+v of %d events", found, n.Ledger.Size())
	}
}

// Cosignatures that come at the same moment are all kept.
func TestPartnersAnswerAtTheSameMoment(t *testing.T) {
	var c clock
	c.set(time.Now())
	n, dir := openAt(t, &c)
	if err := n.Days.Today(t.Context()); err != nil {
		t.Fatal(err)
	}
	last, _ := n.Notary.Last()
	policy, group := "log "+n.Key.VerifierKey+"\n", "group all all"
	var lines []string
	for i := range 8 {
		name := "w" + strconv.Itoa(i)
		key, err := witness.NewKey(name)
		if err != nil {
			t.Fatal(err)
		}
		line, err := key.Cosign(last.Text())
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.TrimSuffix(line, "\n"))
		policy, group = policy+"witness "+name+" "+key.Verifier+"\n", group+" "+name
	}
	if err := os.WriteFile(filepath.Join(dir, "ledger", "policy"), []byte(policy+group+"\nquorum all\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var partners sync.WaitGroup
	for _, line := range lines {
		partners.Go(func() {
			if _, err := n.Notary.Accept(last.Size, []string{line}); err != nil {
				t.Error(err)
			}
		})
	}
	partners.Wait()
	signed, err := n.Notary.Kept().Witnessed()
	if err != nil || strings.Count(string(signed), "\n— ") != 9 {
		t.Errorf("%v\n%s", err, signed)
	}
}
