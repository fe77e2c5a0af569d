package book

import (
	"context"
	"database/sql/driver"
	"fmt"
	"os"
	"time"

	"github.com/mattn/go-sqlite3"
)

// SQLite begins its WAL anew only at a moment in which nobody reads from it. With readers
// that follow one another without a pause that moment never comes: the WAL grows for as
// long as they do, and every batch tries in vain to sweep it, at the price of two syncs.
// So the writer makes the moment: it holds back its next batch, and whoever would begin to
// read for a page, until everybody who began before is done.
const (
	enoughWAL = 8 << 20                // bytes, twice what SQLite sweeps by itself where nobody reads
	shortest  = 250 * time.Millisecond // that a batch and new readers wait for those who read
	longest   = 4 * time.Second        // however large the WAL is
	rest      = 20                     // times as long as was waited in vain, before that is tried again
)

// holdBack lets nobody begin to read for a page until it is undone. Those who read are done
// sooner, because nobody takes the machine from them.
func (f *File) holdBack() (undo func()) {
	held := make(chan struct{})
	f.held.Store(&held)
	return func() {
		f.held.Store(nil)
		close(held)
	}
}

// reading marks the context of a view: what is read for somebody who reads already is not
// held back, because they would wait for each other.
type reading struct{}

// Pass waits while readers are held back: of this file, or of the one that a file of the
// past is read beside. It ends by itself, for whoever reads for a reader without saying so.
func (f *File) Pass(ctx context.Context) {
	if f.past.Pass != nil { // a file of the past is not written
		f.past.Pass(ctx)
		return
	}
	held := f.held.Load()
	if held == nil || ctx.Value(reading{}) != nil {
		return
	}
	timer := time.NewTimer(longest)
	defer timer.Stop()
	select {
	case <-*held:
	case <-timer.C:
	case <-ctx.Done():
	}
}

// Sweep empties the WAL of a file that was created beside others, where it has grown. Its
// caller sees to it that nobody reads or writes the file meanwhile.
func (f *File) Sweep() error {
	return f.writer.Raw(func(connection any) error {
		if f.WALSize() >= enoughWAL {
			truncateWAL(connection.(*sqlite3.SQLiteConn), shortest) // else when it is called again
		}
		return nil
	})
}

// WALSize is how large the WAL is, in bytes.
func (f *File) WALSize() int64 {
	info, err := os.Stat(f.wal)
	if err != nil { // a draft has none
		return 0
	}
	return info.Size()
}

// sweep empties the WAL where it has grown, if that can be had for a short wait: the
// larger it is, the longer a wait is worth, four times as long where it is twice as large.
// Somebody who reads for longer is not waited for; it is tried again after twenty times
// that wait, or once the WAL is twice as large. The batch before it stands in any case:
// what cannot be swept now is swept after a later one.
func (f *File) sweep(connection *sqlite3.SQLiteConn) {
	size := f.WALSize()
	if f.owner || size < enoughWAL || size < 2*f.unswept && time.Now().Before(f.sweepAfter) {
		return
	}
	times := time.Duration(size / enoughWAL)
	wait := min(longest, shortest*times*times)
	defer f.holdBack()()
	f.unswept = 0
	if !truncateWAL(connection, wait) {
		f.unswept, f.sweepAfter = size, time.Now().Add(rest*wait)
	}
}

// truncateWAL carries the WAL over into the file and empties it, once nobody reads from
// it any more, and says whether it could.
func truncateWAL(connection *sqlite3.SQLiteConn, wait time.Duration) bool {
	set := func(timeout time.Duration) error {
		_, err := connection.Exec(fmt.Sprintf("PRAGMA busy_timeout = %d", timeout.Milliseconds()), nil)
		return err
	}
	if err := set(wait); err != nil {
		return false
	}
	defer set(busyTimeout) // which only fails where the next statement does too
	rows, err := connection.Query("PRAGMA wal_checkpoint(TRUNCATE)", nil)
	if err != nil {
		return false
	}
	defer rows.Close()
	said := make([]driver.Value, 3) // whether somebody was in the way, pages in the WAL, pages carried over
	return rows.Next(said) == nil && said[0] == int64(0)
}
