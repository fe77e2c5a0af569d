package node_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	commitmentcmd "ahd.example/ahd/services/commands/commitment"
	"ahd.example/ahd/services/commands/rule"

	"github.com/google/uuid"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/services/importing"
	"ahd.example/ahd/services/importing/example"
	"ahd.example/ahd/services/recording"
)

// disk is a small disk of its own that holds a part of a data folder.
type disk struct{ at string }

// smallDisk puts a part of a data folder, with what is in it, on a small disk.
func smallDisk(t *testing.T, part string, megabytes int) disk {
	t.Helper()
	d := disk{t.TempDir()}
	if err := syscall.Mount("tmpfs", d.at, "tmpfs", 0, fmt.Sprintf("size=%dm,mode=700", megabytes)); err != nil {
		t.Skipf("a small disk can be mounted by root only: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(d.at, syscall.MNT_DETACH) })
	inside := filepath.Join(d.at, "part")
	if err := os.CopyFS(inside, os.DirFS(part)); err != nil {
		t.Fatal(err)
	}
	bind(t, inside, part)
	return d
}

// bind lets a folder be seen in another's place.
func bind(t *testing.T, folder, place string) {
	t.Helper()
	if err := syscall.Mount(folder, place, "", syscall.MS_BIND, ""); err != nil {
		t.Skipf("a folder can be put on another disk by root only: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(place, syscall.MNT_DETACH) })
}

// onDisk puts a part of a data folder on a small disk: all of it, one of its
// folders, or the texts alone.
func onDisk(t *testing.T, dir, part string) disk {
	if part != "texts" {
		return smallDisk(t, filepath.Join(dir, part), 48)
	}
	large := t.TempDir()
	if err := os.CopyFS(large, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	small := smallDisk(t, dir, 48)
	for _, other := range []string{"jetstream", "ledger", "book"} {
		bind(t, filepath.Join(large, other), filepath.Join(dir, other))
	}
	return small
}

// fill leaves some bytes of the disk.
func (d disk) fill(t *testing.T, leave int64) {
	t.Helper()
	var room syscall.Statfs_t
	if err := syscall.Statfs(d.at, &room); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.ballast(), make([]byte, int64(room.Bavail)*room.Bsize-leave), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (d disk) ballast() string { return filepath.Join(d.at, "ballast") }

// makeRoom empties it again.
func (d disk) makeRoom(t *testing.T) {
	t.Helper()
	if err := os.Remove(d.ballast()); err != nil {
		t.Fatal(err)
	}
}

// filled is a folder with the example register.
func filled(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	n := open(t, dir)
	who := rule.ByLocal("coordinator")
	imp, err := importing.Prepare(example.Register(), sources(t), n.Key.Origin, who)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := imp.Run(context.Background(), n.Recorder, n.Files, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// clients record until something refuses them, and remember what they were told.
type clients struct {
	mu      sync.Mutex
	told    map[string]uint64            // command id → sequence
	unknown map[string]recording.Request // without a sure answer
	refused map[string]recording.Request
	reasons map[string]bool
}

func newClients() *clients {
	return &clients{told: map[string]uint64{}, unknown: map[string]recording.Request{},
		refused: map[string]recording.Request{}, reasons: map[string]bool{}}
}

func report(commitment int, id string) recording.Request {
	narrative := id + strings.Repeat(" کام", 300)
	return recording.Request{
		ID: id, Who: rule.ByLocal("coordinator"),
		Command: commitmentcmd.ReportProgress{ID: fmt.Sprintf("cm-b%d", commitment), State: "in_progress", Narrative: &narrative},
	}
}

// until four of them have been refused ten times each.
func (c *clients) until(t *testing.T, n *node.Node) {
	var all sync.WaitGroup
	for commitment := 1; commitment <= 4; commitment++ {
		all.Go(func() {
			for failures := 0; failures < 10; {
				if !c.ask(t, n, report(commitment, uuid.NewString())) {
					failures++
				}
			}
		})
	}
	all.Wait()
}

// ask has one command recorded; false if it was not, or if that is not known.
func (c *clients) ask(t *testing.T, n *node.Node, request recording.Request) bool {
	began := time.Now()
	outcome, err := n.Recorder.Do(context.Background(), request)
	if took := time.Since(began); took > 6*time.Second {
		t.Errorf("an answer took %s: %v", took, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var refusal *rule.Refusal
	if errors.As(err, &refusal) {
		c.reasons[fmt.Sprintf("%s (%v)", err, refusal.Cause())] = true
	}
	switch {
	case err == nil:
		c.told[request.ID] = outcome.Sequence
	case errors.Is(err, rule.ErrOutcomeUnknown):
		c.unknown[request.ID] = request
	case errors.Is(err, rule.ErrNotNow), errors.Is(err, rule.ErrConflict):
		c.refused[request.ID] = request
	default:
		t.Errorf("neither not recorded nor unknown: %v", err)
	}
	return err == nil
}

// check compares what was told with what the ledger holds.
func (c *clients) check(t *testing.T, n *node.Node) {
	t.Helper()
	places := map[string]uint64{}
	for sequence := uint64(1); sequence <= n.Ledger.Size(); sequence++ {
		body, err := n.Ledger.Entry(sequence)
		if err != nil {
			t.Fatal(err)
		}
		envelope, _, err := events.Scan(body)
		if err != nil {
			t.Fatal(err)
		}
		if places[envelope.ID] != 0 {
			t.Errorf("command %s is two events", envelope.ID)
		}
		places[envelope.ID] = sequence
	}
	for id, sequence := range c.told {
		if places[id] != sequence {
			t.Errorf("command %s was acknowledged as event %d and is %d", id, sequence, places[id])
		}
	}
	for id := range c.refused {
		if places[id] != 0 && c.told[id] == 0 && c.unknown[id].ID == "" {
			t.Errorf("command %s was said not to be recorded and is event %d", id, places[id])
		}
	}
	if err := n.Book.Wait(context.Background(), n.Ledger.Size()); err != nil {
		t.Error(err)
	}
	head, err := n.Log.Head(context.Background())
	if err != nil || head != n.Ledger.Size() || head != n.Book.Checkpoint().Sequence {
		t.Errorf("log %d, ledger %d, book %d: %v", head, n.Ledger.Size(), n.Book.Checkpoint().Sequence, err)
	}
}

// A disk that fills up under the writers, whichever part of the record lies on
// it: each command is told truly, reading goes on, and with room writing resumes
// by itself.
func TestADiskThatFillsUp(t *testing.T) {
	for _, part := range []string{".", "jetstream", "ledger", "book", "texts"} {
		t.Run(part, func(t *testing.T) {
			dir := filled(t)
			small := onDisk(t, dir, part)
			n := openWith(t, dir, -1)
			c := newClients()
			small.fill(t, 256<<10)
			c.until(t, n)
			t.Logf("%d recorded, %d unknown, %d refused; now: %v", len(c.told), len(c.unknown), len(c.refused), n.Ready())
			for reason := range c.reasons {
				t.Log(reason)
			}
			if err := n.Book.Read(context.Background(), func(v *book.View) error { return nil }); err != nil {
				t.Errorf("the book cannot be read: %v", err)
			}
			small.makeRoom(t)
			resumes(t, n)
			for _, request := range c.unknown { // asked again, each is answered truly
				for tries := 0; !c.ask(t, n, request); tries++ {
					if time.Sleep(100 * time.Millisecond); tries == 150 {
						t.Fatalf("%s has no sure answer after the fault", request.ID)
					}
				}
			}
			c.check(t, n)
			if err := n.Close(); err != nil {
				t.Error(err)
			}
			c.check(t, openWith(t, dir, -1))
		})
	}
}

// resumes waits until a command is recorded.
func resumes(t *testing.T, n *node.Node) {
	t.Helper()
	request, began := report(5, uuid.NewString()), time.Now()
	for time.Since(began) < 45*time.Second {
		if _, err := n.Recorder.Do(context.Background(), request); err == nil {
			t.Logf("resumed after %s", time.Since(began).Round(time.Millisecond))
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("it did not resume: %v", n.Ready())
}

// openWith opens a folder with a reserve of so many bytes; -1 for none, so that
// writes meet the end of the disk.
func openWith(t *testing.T, dir string, reserve int64) *node.Node {
	t.Helper()
	n, err := node.Open(context.Background(), node.Options{
		Dir: dir, Name: "ahd", Now: time.Now, Reserve: reserve, Messages: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return n
}
