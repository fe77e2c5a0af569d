package projections

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"ahd.example/ahd/events/commitment"
	"ahd.example/ahd/events/edtf"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/commitments"
	"ahd.example/ahd/projections/timeline"
)

// How much is kept of how things stood on days that somebody looked at: whoever looks at
// a day looks at it more than once. A day is as large as what stood otherwise on it, and
// grows with what is recorded while it is looked at.
const (
	maxDays     = 4
	maxDayBytes = 256 << 20 // of one day; a larger one is kept for nobody else
)

// days are the days that somebody looked at, the latest look last. What is kept of one
// holds for the book that serves and for those of the past alike: of each commitment it
// says up to which event it was told. It holds no words that anybody typed.
type days struct {
	dir   string
	known eventDays

	mu   sync.Mutex
	kept []*keptDay
	made int // names are not used twice
}

// keptDay is what is kept of one.
type keptDay struct {
	servedBook
	name    string
	writing sync.Mutex
}

// enter finds or begins what is kept of a day, by clocks that were set right so, for one
// reader, who leaves it.
func (d *days) enter(on edtf.Day, by counting) (*keptDay, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := fmt.Sprint(on, by.zone, by.clocks)
	if i := slices.IndexFunc(d.kept, func(k *keptDay) bool { return k.name == name }); i >= 0 {
		found := d.kept[i]
		d.kept = append(slices.Delete(d.kept, i, i+1), found)
		found.readers++
		return found, nil
	}
	d.made++
	path := filepath.Join(d.dir, fmt.Sprintf("day-%d.db", d.made))
	file, err := book.CreateBeside(path, commitments.KeptSchema+timeline.KeptSchema)
	if err != nil {
		return nil, err
	}
	begun := &keptDay{servedBook: servedBook{file: file, path: path, readers: 1}, name: name}
	d.kept = append(d.kept, begun)
	if len(d.kept) > maxDays {
		d.retire(d.kept[0])
	}
	return begun, nil
}

// leave ends a reader; the last one of a retired day removes it, and of another sweeps what
// was written to it: whoever writes to a day reads it too, so it cannot be done then.
func (d *days) leave(k *keptDay) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k.readers--
	switch info, err := os.Stat(k.path); {
	case !k.retired && (err != nil || info.Size()+k.file.WALSize() > maxDayBytes):
		d.retire(k)
	case k.readers > 0:
	case k.retired:
		k.remove()
	case k.file.Sweep() != nil:
		d.retire(k)
	}
}

// retire takes a day away from later readers. Who calls it holds the lock.
func (d *days) retire(k *keptDay) {
	d.kept = slices.DeleteFunc(d.kept, func(one *keptDay) bool { return one == k })
	k.retired = true
	if k.readers == 0 {
		k.remove()
	}
}

// discard takes away a day of which something cannot be read: it is told again.
func (d *days) discard(k *keptDay) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !k.retired {
		d.retire(k)
	}
}

func (d *days) clear() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.kept) > 0 {
		d.retire(d.kept[0])
	}
}

// keep adds commitments that were told.
func (k *keptDay) keep(told []*onDay) error {
	if len(told) == 0 {
		return nil
	}
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.file.Write(func(tx *book.Tx) (book.Checkpoint, error) {
		for _, one := range told {
			if err := one.keep(tx); err != nil {
				return book.Checkpoint{}, err
			}
		}
		return book.Checkpoint{}, nil
	})
}

// eventDays are the days from which events count, as far as they were read for a day
// that is over: what did not count on another day need not be read for that. It takes
// four bytes for each event of the record, from the first such look on.
type eventDays struct {
	mu   sync.Mutex
	by   string // how days were counted: where a clock is set right they are other days
	days []int32
}

// What is known of an event otherwise than by a day, as year, month, day: 20240331.
const (
	dayUnknown int32 = iota
	alwaysCounts
)

// borrow gives the days through an event to one reader, who gives them back; none if
// somebody has them.
func (e *eventDays) borrow(last uint64, by counting) (days []int32, giveBack func()) {
	if !e.mu.TryLock() {
		return nil, func() {}
	}
	if name := fmt.Sprint(by.zone, by.clocks); e.by != name {
		e.by, e.days = name, nil
	}
	if missing := int(last) + 1 - len(e.days); missing > 0 {
		e.days = append(e.days, make([]int32, missing)...)
	}
	return e.days, e.mu.Unlock
}

// dayNumber is the day from which an event counts, so that the later is greater.
func dayNumber(c commitment.Counts) int32 {
	if c.Always {
		return alwaysCounts
	}
	return numberOf(c.Day)
}

func numberOf(d edtf.Day) int32 {
	if d.Year < 1 || d.Year > 9999 {
		return dayUnknown
	}
	return int32(d.Year*10000 + int(d.Month)*100 + d.Day)
}
