// Package ledger answers: what is the second copy of the record, and what does
// it hash to?
//
// Every event of the log stands here once more, byte for byte, fsynced, in a
// file that needs no program of ours to be read, under an RFC 6962 Merkle tree
// whose leaf n−1 is the event with sequence n. A log that loses, changes or
// renumbers an event can therefore be caught. The folder holds:
//
//	origin       one line: the name of the log, such as urn:ahd:ahd
//	entries.log  repeated: u32be length | body
//	entries.idx  u64be offset in entries.log, one per entry
//	hashes.bin   32-byte hashes, in the order of tlog.StoredHashIndex
//
// Only origin and entries.log are the record. The other two are derived: they
// are written after the entries are on disk, without a sync, and made again
// from the entries where they are absent or short. They never know more than
// entries.log once held, and what they know is not forgotten: an entry that is
// lost and comes again must have the hash that it had.
package ledger

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Check says whether a body is a canonical event and when it was recorded. It is
// called from several goroutines at once and must not keep the bytes.
type Check func(body []byte) (time.Time, error)

// Ledger is the second copy. Any number of goroutines may read it; one follows
// the log.
type Ledger struct {
	reading
	check Check
	// recovery belongs to whoever loads.
	recovery *recovery

	// writing is held by whoever changes the files. It guards the five fields
	// below it, and is taken before mu.
	writing   sync.Mutex
	tail      tail  // the end of the ledger
	confirmed int64 // bytes of the entries that a sync has confirmed
	doubt     bool  // memory and files may differ: reload before anything else
	found     Found
	frame     []byte // one group, ready to be written; kept for the next

	following atomic.Bool // somebody is in Follow
}

// Found is what the last load found besides whole entries.
type Found struct {
	Cut     int64  // bytes of an unfinished last entry, cut off
	Missing uint64 // entries at the end whose hashes are known and which the file has lost
	Known   uint64 // where some are missing: entries that were here once
	Aside   string // names of the files of the folder in which what was torn is kept (see Recover)
}

// Open opens the ledger in the folder dir and creates what is absent. It reads
// and hashes all entries; it checks again only those whose hash is not known yet,
// because the others passed the check when they came. It cuts an unfinished last
// entry, so only the process that holds the data folder may call it. An empty
// origin means the one that the folder has. Errors: ErrOrigin, ErrDamaged in an
// *EntryError, and those of the file system.
func Open(dir, origin string, check Check) (*Ledger, error) {
	return open(dir, origin, check, nil, unwrapped)
}

func unwrapped(_ string, w writer) writer { return w }

func open(dir, origin string, check Check, recovery *recovery, wrap func(role string, w writer) writer) (*Ledger, error) {
	l := &Ledger{check: check, recovery: recovery}
	var err error
	if l.origin, err = openOrigin(dir, origin); err != nil {
		return nil, err
	}
	if err := l.openFiles(dir, wrap); err != nil {
		return nil, errors.Join(err, l.closeFiles())
	}
	if err := l.load(); err != nil {
		return nil, errors.Join(err, l.closeFiles())
	}
	return l, nil
}

// Close syncs the derived files and closes all. It ends no Follow: end that
// first. Afterwards everything answers ErrClosed.
func (l *Ledger) Close() error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if !l.markClosed() {
		return nil
	}
	return errors.Join(l.offsets.sync(), l.hashes.sync(), l.closeFiles())
}

// Found tells what the last load found.
func (l *Ledger) Found() Found {
	l.writing.Lock()
	defer l.writing.Unlock()
	return l.found
}
