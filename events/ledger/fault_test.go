package ledger_test

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"ahd.example/ahd/events/ledger"
)

var errDisk = errors.New("input/output error")

// fault is what one operation on a file does instead. A fault that persists did
// its work and lost only the answer.
type fault struct {
	name     string
	op       string // write, sync or cut
	persists bool
	part     bool // of a write: half of the bytes reach the file
	shown    bool // of a sync: the bytes are lost, but can be read until the power goes
}

var faults = []fault{
	{name: "a write fails", op: "write"},
	{name: "a write is short, then fails", op: "write", part: true},
	{name: "a write fails but persists", op: "write", persists: true},
	{name: "a sync fails and the bytes are gone", op: "sync"},
	{name: "a sync fails but persists", op: "sync", persists: true},
	{name: "a sync fails and the bytes only seem to be there", op: "sync", shown: true},
	{name: "a cut fails", op: "cut"},
	{name: "a cut fails but persists", op: "cut", persists: true},
}

// disk gives out files whose chosen operations fail, and knows which bytes of the
// entries would survive the loss of power.
type disk struct {
	mu      sync.Mutex
	plan    map[string][]fault // by role; each is used once, in order
	after   int                // operations of that kind that go well first
	durable int64              // bytes of the entries
	lost    int64              // from here on no later sync helps, unless they are written again
	hit     int
}

type faulty struct {
	ledger.Writer
	disk *disk
	role string
	end  int64
}

func (d *disk) wrap(role string, w ledger.Writer) ledger.Writer {
	d.lost = math.MaxInt64
	return &faulty{Writer: w, disk: d, role: role}
}

// due is the fault that strikes this operation, if one does.
func (d *disk) due(role, op string) *fault {
	if len(d.plan[role]) == 0 || d.plan[role][0].op != op {
		return nil
	}
	if d.after > 0 {
		d.after--
		return nil
	}
	f := d.plan[role][0]
	d.plan[role] = d.plan[role][1:]
	d.hit++
	return &f
}

func (w *faulty) WriteAt(p []byte, off int64) (int, error) {
	w.disk.mu.Lock()
	defer w.disk.mu.Unlock()
	f := w.disk.due(w.role, "write")
	n := len(p)
	switch {
	case f == nil || f.persists:
	case f.part:
		n /= 2
	default:
		n = 0
	}
	n, err := w.Writer.WriteAt(p[:n], off)
	w.end = max(w.end, off+int64(n))
	if w.role == ledger.RoleEntries && off <= w.disk.lost {
		w.disk.lost = math.MaxInt64
	}
	if f != nil {
		return n, errDisk
	}
	return n, err
}

func (w *faulty) Sync() error {
	w.disk.mu.Lock()
	defer w.disk.mu.Unlock()
	f := w.disk.due(w.role, "sync")
	switch {
	case f != nil && f.shown:
		w.disk.lost = w.disk.durable
		return errDisk
	case f != nil && !f.persists:
		return errors.Join(errDisk, w.Writer.Truncate(w.disk.durable))
	}
	err := w.Writer.Sync()
	if w.role == ledger.RoleEntries {
		w.disk.durable = min(w.end, w.disk.lost)
	}
	if f != nil {
		return errDisk
	}
	return err
}

func (w *faulty) Truncate(size int64) error {
	w.disk.mu.Lock()
	defer w.disk.mu.Unlock()
	f := w.disk.due(w.role, "cut")
	if f != nil && !f.persists {
		return errDisk
	}
	err := w.Writer.Truncate(size)
	w.end = size
	if w.role == ledger.RoleEntries && size <= w.disk.lost {
		w.disk.lost = math.MaxInt64
	}
	if f != nil {
		return errDisk
	}
	return err
}

// Every fault on every file, at the first time and at the third, alone and
// followed by a fault of the repair: nobody is told of an entry that is not on
// disk, and with the disk well again the ledger heals without help.
func TestFaultsHeal(t *testing.T) {
	for _, role := range []string{ledger.RoleEntries, ledger.RoleOffsets, ledger.RoleHashes} {
		for i, f := range faults {
			if role != ledger.RoleEntries && f.op != "write" {
				continue // derived files are not synced, and never cut
			}
			plans := [][]fault{{f}, {f, f}, {f, faults[i%3+3], f}, {f, faults[6]}, {f, faults[7], faults[4]}}
			if role != ledger.RoleEntries {
				plans = plans[:2]
			}
			if f.op == "cut" {
				plans = [][]fault{{faults[1], f}, {faults[1], f, f}, {faults[4], f, faults[3]}}
			}
			for after := 0; after < 3; after += 2 {
				for n, plan := range plans {
					t.Run(fmt.Sprintf("%s/%s/%d/%d", role, f.name, after, n), func(t *testing.T) {
						testFault(t, &disk{plan: map[string][]fault{role: plan}, after: after})
					})
				}
			}
		}
	}
}

func testFault(t *testing.T, d *disk) {
	bodies := story(16)
	dir := filepath.Join(t.TempDir(), "ledger")
	synctest.Test(t, func(t *testing.T) {
		l := openOn(t, dir, d)
		defer l.Close()
		s := &log{t: t, l: l, limit: 4, more: make(chan struct{})}
		defer follow(t, l, s)()
		hit := d.hit // those at the start had nobody waiting
		var told atomic.Int32
		var all sync.WaitGroup
		for sequence := 1; sequence <= len(bodies); sequence++ {
			all.Go(func() {
				for l.Wait(t.Context(), uint64(sequence)) != nil {
					told.Add(1)
					time.Sleep(50 * time.Millisecond)
				}
				d.mu.Lock()
				defer d.mu.Unlock()
				if d.durable < int64(endOf(bodies, sequence)) {
					t.Errorf("told of entry %d with %d bytes on disk", sequence, d.durable)
				}
			})
		}
		for at := 0; at < len(bodies); at += 4 {
			s.record(bodies[at : at+4]...)
			synctest.Wait()
			if size, root := l.Root(); true {
				if _, want := oracle(t, bodies[:size]); root != want {
					t.Errorf("root %v at size %d, want %v", root, size, want)
				}
			}
		}
		all.Wait()
		time.Sleep(time.Second) // the entries may be there before the pause is over
		must(t, l.Stopped())
		holds(t, l, dir, bodies)
		if d.hit == 0 {
			t.Error("no fault struck")
		}
		if d.hit > hit && told.Load() == 0 {
			t.Error("a fault struck and nobody who waited was told")
		}
	})
	holds(t, open(t, dir), dir, bodies)
}

// openOn opens, as often as a fault wants it: an operator tries again.
func openOn(t *testing.T, dir string, d *disk) *ledger.Ledger {
	for range 9 {
		l, err := ledger.OpenWith(dir, origin, check, d.wrap)
		if err == nil {
			return l
		}
		if !errors.Is(err, errDisk) {
			t.Fatal(err)
		}
	}
	t.Fatal("it never opens")
	return nil
}

// Without anybody following, the next Append finds the ledger in order.
func TestTheNextAppendReloads(t *testing.T) {
	for _, f := range faults[:6] {
		t.Run(f.name, func(t *testing.T) {
			bodies := story(9)
			dir := filepath.Join(t.TempDir(), "ledger")
			d := &disk{}
			l := openOn(t, dir, d)
			defer l.Close()
			must(t, l.Append(1, bodies[:3]))
			d.plan = map[string][]fault{ledger.RoleEntries: {f}}
			if err := l.Append(4, bodies[3:6]); !errors.Is(err, errDisk) {
				t.Fatalf("got %v", err)
			}
			if l.Size() != 3 {
				t.Fatalf("size %d after a failure", l.Size())
			}
			must(t, l.Append(4, bodies[3:]))
			holds(t, l, dir, bodies)
		})
	}
}

// Entries that a sync has confirmed stay, whatever happens to the derived files.
func TestConfirmedEntriesStayWhenADerivedFileFails(t *testing.T) {
	for _, role := range []string{ledger.RoleOffsets, ledger.RoleHashes} {
		bodies := story(6)
		dir := filepath.Join(t.TempDir(), "ledger")
		d := &disk{}
		l := openOn(t, dir, d)
		must(t, l.Append(1, bodies[:3]))
		d.plan = map[string][]fault{role: {faults[1]}}
		if err := l.Append(4, bodies[3:]); !errors.Is(err, errDisk) {
			t.Fatalf("got %v", err)
		}
		must(t, l.Append(1, nil))
		holds(t, l, dir, bodies)
		must(t, l.Close())
	}
}

// What a start reads may be only in the kernel's memory, left by a process that
// was killed before its sync. It is on disk before anybody is told.
func TestAStartSyncsWhatItFinds(t *testing.T) {
	dir := written(t, story(5))
	d := &disk{plan: map[string][]fault{ledger.RoleEntries: {faults[5]}}}
	if _, err := ledger.OpenWith(dir, origin, check, d.wrap); !errors.Is(err, errDisk) {
		t.Fatalf("opened although a sync failed: %v", err)
	}
	holds(t, open(t, dir), dir, story(5))
}
