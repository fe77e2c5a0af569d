package main

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/node"
	"ahd.example/ahd/events/eventlog/supervision"
	"ahd.example/ahd/services/api"
	"ahd.example/ahd/services/moving"
)

// A move that is killed anywhere leaves a register in which one place is the log, and can
// be asked again, in both directions.
func TestAMoveCanBeKilled(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	before := ledgerFile(t, dir)
	there := append([]string{"log", "move", "--data", dir}, e.there()...)
	home := []string{"log", "move", "--embedded", "--data", dir}
	for _, args := range [][]string{there, home} {
		finished := 0
		for try := range max(4, *kills/5) {
			moving := exec.Command(os.Args[0], args...)
			moving.Env = append(os.Environ(), "AHD_TEST_PROGRAM=1")
			if err := moving.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(100+rand.IntN(1200)) * time.Millisecond)
			moving.Process.Kill()
			if moving.Wait() == nil {
				finished++
			}
			if try%2 == 0 {
				reports(t, dir)
			}
			if now := standing(t, dir).Row; !now.Ready || *now.Log.Sequence != now.Ledger.Sequence {
				t.Fatalf("%+v", now)
			}
		}
		t.Logf("%d came to their end", finished)
		if t.Failed() {
			return
		}
		a := ok(t, args...)
		if !strings.Contains(a.out, "This node") {
			t.Error(a.out)
		}
		if args[2] == "--embedded" { // the place out there cannot be emptied, and this is the end of it
			break
		}
		reports(t, dir)
	}
	after := ledgerFile(t, dir)
	if rootOf(after[:len(before)]) != rootOf(before) {
		t.Error("what was recorded before is another record")
	}
	examined(t, dir, 0, "--deep")
	if left, _ := filepath.Glob(filepath.Join(dir, "repair*")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
}

// The same, stopped at each step that it tells of: until all is copied and compared, the
// folder says that the log is where it was, and that log can be used.
func TestAMoveThatIsStoppedAtAnyStepMovedNothing(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	options := node.Options{Dir: dir, Now: time.Now, Messages: slog.New(slog.DiscardHandler)}
	there := moving.Destination{NATS: e.url("node:secret1"), Security: supervision.Security{CA: e.ca, Certificate: e.ca, Key: e.key}}
	for _, to := range []moving.Destination{there, {}} {
		before := standing(t, dir).Row.Log.Place
		stops := 0
		for moved := false; !moved; stops++ {
			n, err := node.Open(t.Context(), options)
			works(t, err)
			ctx, stop := context.WithCancel(t.Context())
			step := 0
			_, err = n.Moving.MoveLog(ctx, to, api.Who("", ""), func(uint64, uint64) {
				if step++; step > stops {
					stop()
				}
			})
			moved = err == nil
			stop()
			works(t, n.Close())
			if now := standing(t, dir).Row; !now.Ready || !moved && now.Log.Place != before {
				t.Fatalf("stopped after %d steps (%v): %+v", stops, err, now)
			}
		}
		if after := standing(t, dir).Row.Log.Place; stops < 3 || after == before {
			t.Errorf("%d steps were seen, and the log is at %s", stops, after)
		}
	}
}

// A server moves its log while it serves, and goes on there.
func TestALogMovesUnderAServer(t *testing.T) {
	e := newExternal(t)
	dir := imported(t)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	ok(t, append([]string{"log", "move", "--data", dir}, e.there()...)...)
	reports(t, dir)
	now := standing(t, dir).Row
	if !now.Ready || now.Log.Place == "embedded" || now.Log.Commander.URL != nil {
		t.Errorf("%+v", now)
	}
	again := read[struct{ Row struct{ Recorded bool } }](t, ok(t, append([]string{"log", "move", "--data", dir, "--json"}, e.there()...)...))
	if again.Row.Recorded {
		t.Error("it was recorded twice")
	}
	ok(t, "log", "move", "--embedded", "--data", dir)
	reports(t, dir)
	s.stop(t)
	if now := standing(t, dir).Row; !now.Ready || now.Log.Place != "embedded" {
		t.Errorf("%+v", now)
	}
	examined(t, dir, 0, "--deep")
}

// What cannot be moved stays where it is, and it is said why.
func TestAMoveThatCannotBe(t *testing.T) {
	e := newExternal(t)
	e.moved(t) // another register's log is there
	dir := imported(t)
	if p := fails(t, 2, append([]string{"log", "move", "--data", dir}, e.there()...)...); p.Code != "log.unmoved" || !strings.Contains(p.Detail, "Nothing was moved") {
		t.Errorf("%+v", p)
	}
	if p := fails(t, 2, "log", "move", "--nats", "nats://127.0.0.1:1", "--data", dir); p.Code != "log.unmoved" || !strings.Contains(p.Detail, "cannot be reached") {
		t.Errorf("%+v", p)
	}
	fails(t, 1, "log", "move", "--data", dir)
	fails(t, 1, "log", "move", "--embedded", "--nats", "nats://127.0.0.1:1", "--data", dir)
	if now := standing(t, dir).Row; !now.Ready || now.Log.Place != "embedded" || now.Log.Commander != nil {
		t.Errorf("%+v", now)
	}
	reports(t, dir)
}

// A log outside that is lost for good is brought home on somebody's word, which is
// recorded, and not without.
func TestALogThatIsLostForGoodIsMadeAnewOnSomebodysWord(t *testing.T) {
	e := newExternal(t)
	dir := e.moved(t)
	reports(t, dir)
	e.kill()
	if p := fails(t, 2, "log", "move", "--embedded", "--data", dir); p.Code != "log.unmoved" || !strings.Contains(p.Detail, "--old-is-gone") {
		t.Errorf("%+v", p)
	}
	ok(t, "log", "move", "--embedded", "--old-is-gone", "--data", dir)
	reports(t, dir)
	if told := ok(t, "timeline", "register", "register", "--data", dir, "--json").out; !strings.Contains(told, `"old_is_gone":true`) {
		t.Error(told)
	}
	examined(t, dir, 0, "--deep")
}
