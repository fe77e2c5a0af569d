package main

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// leftover is what a power cut may leave of the log and the ledger, made by hand from a
// register at two moments, because the cuts that come by luck hardly ever leave some of it.
type leftover struct {
	name  string
	make  func(t *testing.T, m *moments, dir string)
	log   string // the log beside the ledger
	torn  bool   // the end of the ledger is not whole
	anew  bool   // the start makes the log anew
	early bool   // nothing was answered after the first moment
}

var leftovers = []leftover{
	{name: "all of it", log: "same", make: func(*testing.T, *moments, string) {}},
	{name: "the log lacks its end", log: "short", make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), lessBy(logFile(dir, 3), 300_000))
	}},
	{name: "the log lacks more than a file", log: "short", make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.shortLog(dir))
	}},
	{name: "the log lacks more than a file, and has the index of before", log: "short", make: func(t *testing.T, m *moments, dir string) {
		works(t, m.asBefore(dir, logFolder+"/index.db"), m.shortLog(dir))
	}},
	{name: "a hole at the end of a file that others follow", log: "hole", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.asBefore(dir, logFolder+"/1.blk"))
	}},
	{name: "such a hole and the index of before", log: "hole", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, m.asBefore(dir, logFolder+"/index.db"), m.asBefore(dir, logFolder+"/1.blk"))
	}},
	{name: "a hole of a whole file", log: "hole", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), os.Remove(logFile(dir, 2)))
	}},
	{name: "a hole of a file of zeros", log: "hole", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), zeroed(logFile(dir, 2)))
	}},
	{name: "two holes", log: "hole", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.asBefore(dir, logFolder+"/1.blk"), lessBy(logFile(dir, 2), 100_000))
	}},
	{name: "a hole that begins behind the end of the ledger", log: "hole", anew: true, early: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), os.Remove(logFile(dir, 2)), m.shortLedger(dir))
	}},
	{name: "other bytes at the same places", log: "same", anew: true, make: func(t *testing.T, m *moments, dir string) { m.swapped(t, dir) }},
	{name: "the log is ahead of the ledger", log: "ahead", make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.shortLedger(dir))
	}},
	{name: "the log is gone", log: "gone", anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, zeroLength(dir))
	}},
	{name: "the ledger is torn and the log lacks its end", log: "short", torn: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.shortLog(dir), tornBehind(t, dir))
	}},
	{name: "the ledger is torn and the log has a hole", log: "hole", torn: true, anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.asBefore(dir, logFolder+"/1.blk"), tornBehind(t, dir))
	}},
	{name: "the ledger is torn and the log is gone", log: "gone", torn: true, anew: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, zeroLength(dir), tornBehind(t, dir))
	}},
	{name: "the ledger is torn where the log goes on", log: "ahead", torn: true, make: func(t *testing.T, m *moments, dir string) {
		works(t, unindexed(dir), m.shortLedger(dir), tornBehind(t, dir))
	}},
}

// Whatever is left of the log and the ledger, the start needs no hand: what was answered
// is there, once and with its words; log, ledger and book say the same as a rebuild.
func TestWhateverIsLeftComesBack(t *testing.T) {
	m := twoMoments(t)
	for _, left := range leftovers {
		t.Run(left.name, func(t *testing.T) {
			made := copied(t, m.late)
			left.make(t, m, made)
			looked := copied(t, made)
			c := &powerCut{people: m.people, result: &cutRow{}}
			answered := m.bodies
			if left.early {
				c.people, answered = m.answeredEarly(), answered[:m.size]
			}
			c.result.count(looked)
			if r := c.result; r.called() != left.log || (r.torn == 1) != left.torn {
				t.Errorf("this is no such case: %s, torn %d", r.called(), r.torn)
			}
			c.mended(t, made)
			if (c.result.anew == 1) != left.anew {
				t.Errorf("made anew: %t, want %t", c.result.anew == 1, left.anew)
			}
			if have := ledgerFile(t, made); len(have) <= len(answered) || rootOf(have[:len(answered)]) != rootOf(answered) {
				t.Errorf("%d events, or other ones than the %d that were recorded", len(have), len(answered))
			}
			works(t, os.RemoveAll(made), os.RemoveAll(looked))
		})
	}
}

// called is what a single cut left of the log beside the ledger.
func (r *cutRow) called() string {
	for name, count := range map[string]int{"short": r.short, "ahead": r.ahead, "same": r.same, "hole": r.hole, "gone": r.gone} {
		if count == 1 {
			return name
		}
	}
	return "nothing"
}

// unindexed takes away what the log's server wrote of its files when it last had time.
func unindexed(dir string) error {
	return os.RemoveAll(filepath.Join(dir, logFolder, "index.db"))
}

func lessBy(path string, by int64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()-by)
}

// zeroed leaves a file its length and nothing else.
func zeroed(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return errors.Join(os.Truncate(path, 0), os.Truncate(path, info.Size()))
}

// zeroLength leaves nothing of what describes the log.
func zeroLength(dir string) error {
	folder := filepath.Dir(filepath.Join(dir, logFolder))
	return errors.Join(os.Truncate(filepath.Join(folder, "meta.inf"), 0), os.Truncate(filepath.Join(folder, "meta.sum"), 0))
}

// tornBehind adds to the ledger a group of which not all pages reached the disk: an entry
// with zeros in it, and a whole one behind it.
func tornBehind(t *testing.T, dir string) error {
	t.Helper()
	bodies := ledgerFile(t, dir)
	last := bodies[len(bodies)-1]
	whole := append(binary.BigEndian.AppendUint32(nil, uint32(len(last))), last...)
	torn := append([]byte{}, whole...)
	clear(torn[len(torn)/3 : 2*len(torn)/3])
	file, err := os.OpenFile(filepath.Join(dir, "ledger", "entries.log"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = file.Write(append(torn, whole...))
	return errors.Join(err, file.Close())
}
