package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ahd.example/ahd/cmd/ahd/powercut"
)

var (
	powerCuts = flag.Int("powercuts", 5, "how often to cut the power while the whole program records")
	powerSeed = flag.Uint64("powerseed", uint64(time.Now().UnixNano()), "the luck of the power cuts")
)

// kinds are the kinds of cuts, one after the other.
var kinds = []struct {
	model powercut.Model
	large bool // half of the events have 30 KB
}{{powercut.Ordered, false}, {powercut.Strict, false}, {powercut.Torn, false}, {powercut.Torn, true}}

// The power goes while sixteen people record with the real program on a disk that keeps
// what was synced and, of the rest, what a file system may keep. The next start needs no
// hand; what was answered is there once, with its words and its documents; log, ledger
// and book say the same, and recording goes on.
func TestPowerCuts(t *testing.T) {
	mountable(t)
	base, items := synced(t)
	full := base
	if *powerCuts >= 20 {
		full = nearlyFull(t, base)
	}
	table := &cutTable{}
	for number := range *powerCuts {
		kind := kinds[number%len(kinds)]
		name := string(kind.model)
		if kind.large {
			name += ", large"
		}
		t.Run(fmt.Sprintf("%d %s", number, name), func(t *testing.T) {
			c := &powerCut{
				r: rand.New(rand.NewPCG(*powerSeed, uint64(number))), model: kind.model,
				people: &recorders{items: items, large: kind.large, told: map[string]asked{}}, from: base, result: table.row(name),
			}
			c.long = number%41 == 40 // in each kind in turn
			if kind.large {
				c.from = full
			}
			if number/4%2 == 1 && number%4 == number/8%4 { // the power goes while the register begins, in each kind in turn
				c.from, c.people.items, c.young = t.TempDir(), nil, true
			}
			c.run(t)
		})
	}
	t.Logf("seed %d\n%s", *powerSeed, table)
}

// The disk of the power cuts is no part of the program, nor of any other.
func TestOnlyTestsCutThePower(t *testing.T) {
	for _, file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") && slices.Contains(imports(t, file), "cmd/ahd/powercut") {
			t.Errorf("%s imports the disk that tests alone may use", file)
		}
	}
}

// mountable ends the test where no disk of ours can be mounted. Where the tests of every
// change run, one can.
func mountable(t *testing.T) {
	t.Helper()
	if err := powercut.Possible(t.TempDir()); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no disk can be mounted here, so that its power could be cut: %v", err)
		}
		t.Skipf("a disk whose power can be cut needs root and /dev/fuse: %v", err)
	}
}

// synced is a folder with some thousand events that were recorded long ago (fewer where
// the cuts are few), and the commitments in it.
func synced(t *testing.T) (dir string, items []string) {
	t.Helper()
	dir = imported(t)
	items = reportable(t, dir)
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	p := &recorders{items: items, told: map[string]asked{}, most: min(3000, 200**powerCuts)}
	p.record(t, socketOf(t, dir))
	s.stop(t)
	return dir, items
}

// reportable are the commitments of a folder that can be reported on.
func reportable(t *testing.T, dir string) (items []string) {
	t.Helper()
	for _, row := range read[list](t, ok(t, "list", "commitments", "--data", dir, "--json")).Rows {
		items = append(items, row["id"].(string))
	}
	all := slices.Clone(items)
	return slices.DeleteFunc(items, func(id string) bool { // it is kept in several places, and reported on there
		return slices.ContainsFunc(all, func(other string) bool { return strings.HasPrefix(other, id+"-") })
	})
}

// nearlyFull is such a folder in which the log will soon begin its next file, so that
// the end of one and the beginning of the other are not synced when the power goes.
func nearlyFull(t *testing.T, from string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	s := start(t, "serve", "--listen", "127.0.0.1:0", "--data", dir)
	socket := socketOf(t, dir)
	for { // of 8 MiB: large ones, then small ones
		blocks, err := filepath.Glob(filepath.Join(dir, "jetstream", "*", "streams", "*", "msgs", "1.blk"))
		if err != nil || len(blocks) != 1 {
			t.Fatalf("the log's file is not where it was: %v %v", blocks, err)
		}
		info, err := os.Stat(blocks[0])
		if err != nil || info.Size() > 8<<20-64<<10 {
			break
		}
		p := &recorders{large: info.Size() < 15<<19, told: map[string]asked{}, most: 16}
		p.record(t, socket)
	}
	s.stop(t)
	return dir
}

// cutTable counts what the cuts of each kind left.
type cutTable struct{ rows []*cutRow }

// cutRow is a line of it.
type cutRow struct {
	kind                           string
	cuts, told                     int // how many cuts, and how many commands were answered before them
	documents, erased              int // of those, that brought a document or erased something
	short, most, ahead, same, hole int // the log beside the ledger
	gone                           int // there is no log, or it cannot be opened
	anew                           int // the start made the log anew
	torn                           int // the end of the ledger was not whole
	lost                           int // commands that were answered and are not there, whole
	failed                         int // cuts after which anything was not as it must be
}

func (c *cutTable) row(kind string) *cutRow {
	at := slices.IndexFunc(c.rows, func(r *cutRow) bool { return r.kind == kind })
	if at < 0 {
		at, c.rows = len(c.rows), append(c.rows, &cutRow{kind: kind})
	}
	return c.rows[at]
}

func (c *cutTable) String() string {
	format := "%-12s %5v %7v %5v %5v %12v %6v %5v %5v %5v %5v %5v %5v %6v"
	lines := []string{fmt.Sprintf(format, "model", "cuts", "told", "docs", "erase", "short (most)", "ahead", "same", "hole", "gone", "anew", "torn", "lost", "failed")}
	for _, r := range c.rows {
		lines = append(lines, fmt.Sprintf(format, r.kind, r.cuts, r.told, r.documents, r.erased, fmt.Sprintf("%d (%d)", r.short, r.most),
			r.ahead, r.same, r.hole, r.gone, r.anew, r.torn, r.lost, r.failed))
	}
	return strings.Join(lines, "\n")
}

// kept puts what a cut left, as it was before any start, where somebody can look at it.
func (c *powerCut) kept(t *testing.T) {
	dir, err := os.MkdirTemp("", "ahd-power-cut-")
	if err == nil {
		err = c.after(filepath.Join(dir, "data"))
	}
	t.Logf("what the cut left is kept in %s (%v)", dir, err)
}
