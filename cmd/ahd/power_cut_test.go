package main

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/door"
	"ahd.example/ahd/cmd/ahd/powercut"
)

// powerCut is one cut of the power, or two: the second while the program puts right what the
// first left.
type powerCut struct {
	r      *rand.Rand
	model  powercut.Model
	people *recorders
	from   string // the folder before
	young  bool   // it is empty
	long   bool   // half a minute of recording
	result *cutRow

	disk *powercut.Disk // as the last cut stopped it
	luck uint64         // of what it left
}

func (c *powerCut) run(t *testing.T) {
	defer func() {
		if t.Failed() {
			c.result.failed++
			c.kept(t)
		}
	}()
	c.power(t, c.from, c.young)
	if !c.young && c.people.answered() == 0 {
		t.Error("nothing was recorded before the cut")
	}
	left := filepath.Join(t.TempDir(), "data")
	if c.r.IntN(4) == 0 {
		first := filepath.Join(t.TempDir(), "data")
		if err := c.after(first); err != nil {
			t.Fatal(err)
		}
		c.power(t, first, true)
	}
	if err := c.after(left); err != nil {
		t.Fatal(err)
	}
	c.result.cuts++
	for _, a := range c.people.told {
		c.result.told++
		if a.document != nil {
			c.result.documents++
		}
		if a.erases != "" {
			c.result.erased++
		}
	}
	c.look(t)
	c.mended(t, left)
}

// after writes what the cut left, the same each time.
func (c *powerCut) after(to string) error {
	return c.disk.After(rand.New(rand.NewPCG(c.luck, 1)), c.model, "data", to)
}

// power runs the program on a disk with the folder from and stops both: at any moment
// after its start where early is set, else after people have begun to record.
func (c *powerCut) power(t *testing.T, from string, early bool) {
	t.Helper()
	c.disk, c.luck = powercut.New(), c.r.Uint64()
	if err := c.disk.Load(from, "data"); err != nil {
		t.Fatal(err)
	}
	at, err := os.MkdirTemp("", "ahd-cut-") // a short path, so that the socket is on the disk too
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(at)
	end, err := c.disk.Mount(at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := end(); err != nil {
			t.Error(err)
		}
	}()
	dir := filepath.Join(at, "data")
	program := exec.Command(os.Args[0], "serve", "--listen", "127.0.0.1:0", "--data", dir)
	program.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
	said := &safeBuffer{}
	program.Stderr = said
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	var recording sync.WaitGroup
	ended := make(chan struct{})
	socket := filepath.Join(dir, "ahd.sock")
	recording.Go(func() { c.people.recordUntil(t, socket, ended) })
	if c.r.IntN(5) == 0 {
		recording.Go(func() { // the book is made anew meanwhile, or it is not: it is a copy
			time.Sleep(200 * time.Millisecond)
			_, _, _ = door.Ask(context.Background(), socket, door.Question{Verb: "rebuild", Arguments: []byte("{}")}, func(int, int) {})
		})
	}
	c.wait(t, early, said)
	c.people.cut()
	if c.r.IntN(6) == 0 { // the power goes while the program ends, or when it has just ended
		program.Process.Signal(syscall.SIGTERM)
		time.Sleep(c.upTo(time.Second))
	}
	c.disk.Cut()
	program.Process.Kill()
	program.Wait()
	close(ended)
	recording.Wait()
}

// wait is how long the program may work.
func (c *powerCut) wait(t *testing.T, early bool, said *safeBuffer) {
	t.Helper()
	if early && c.r.IntN(2) == 0 {
		time.Sleep(c.upTo(1500 * time.Millisecond))
		return
	}
	have := c.people.answered()
	for began := time.Now(); c.people.answered() == have; time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Errorf("nothing was recorded within a minute:\n%s", said)
			return
		}
	}
	switch {
	case early:
		time.Sleep(c.upTo(300 * time.Millisecond))
	case c.long: // so long that what is done now and then was done
		time.Sleep(29*time.Second + c.upTo(5*time.Second))
	case c.people.large: // about when the log begins its next file
		time.Sleep(c.upTo(800 * time.Millisecond))
	case *powerCuts < 20:
		time.Sleep(300*time.Millisecond + c.upTo(time.Second))
	default:
		time.Sleep(300*time.Millisecond + c.upTo(2700*time.Millisecond))
	}
}

func (c *powerCut) upTo(most time.Duration) time.Duration {
	return time.Duration(c.r.Int64N(int64(most)))
}
