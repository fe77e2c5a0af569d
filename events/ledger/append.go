package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

// Append adds the bodies of one ordered group, the first of which has the
// sequence first, with one write and one sync. Entries that are here already are
// passed over if they are the same. Where an entry is refused, those before it
// are kept and the error names it: an *EntryError with ErrGap, ErrFork, ErrTime,
// ErrLength or ErrRefused; ErrDamaged if the entry to compare with is. After a
// failed write or sync nothing is certain until the files have been read again,
// which the next Append does. ErrClosed after Close.
func (l *Ledger) Append(first uint64, bodies [][]byte) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	if err := l.rereadAfterFailure(); err != nil {
		return err
	}
	bodies, err := l.unseen(first, bodies)
	if err != nil || len(bodies) == 0 {
		return err
	}
	g, refused, err := l.accept(bodies)
	if err != nil {
		return err
	}
	if err := l.commit(g, bodies); err != nil {
		return err
	}
	return refused
}

// unseen drops the bodies that are here already.
func (l *Ledger) unseen(first uint64, bodies [][]byte) ([][]byte, error) {
	next := l.tail.size + 1
	if len(bodies) > 0 && (first == 0 || first > next) {
		return nil, entryError(first, ErrGap, fmt.Sprintf("entry %d comes next", next))
	}
	for ; len(bodies) > 0 && first < next; first++ {
		have, err := l.Entry(first)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(have, bodies[0]) {
			return nil, entryError(first, ErrFork, "the log gives other bytes than the ledger holds")
		}
		bodies = bodies[1:]
	}
	return bodies, nil
}

// accept makes a group of the bodies up to the first that is refused, and says
// why it was.
func (l *Ledger) accept(bodies [][]byte) (g group, refused, err error) {
	g, refused = l.tail.admit(l.check, bodies, memory{})
	known, err := l.recall(l.tail.size, len(bodies))
	if err != nil {
		return g, refused, err
	}
	sequence := known.contradiction(g)
	if sequence == 0 {
		return g, refused, nil
	}
	before := sequence - 1 - l.tail.size
	g, _ = l.tail.admit(l.check, bodies[:before], memory{})
	return g, entryError(sequence, ErrFork, "the ledger held other bytes before it lost them"), nil
}

// commit puts a group on disk and then tells those who wait. If we stop after
// the sync, the entries stand and load derives the rest; if we stop before it,
// nobody has been told of them.
func (l *Ledger) commit(g group, bodies [][]byte) error {
	if g.after.size == l.tail.size {
		return nil
	}
	l.doubt = true
	if err := l.entries.write(l.framed(bodies[:g.after.size-g.before.size]), g.before.bytes); err != nil {
		return err
	}
	if err := l.entries.sync(); err != nil {
		return err
	}
	l.confirmed = g.after.bytes
	if err := l.derive(g); err != nil {
		return err
	}
	l.tail, l.doubt = g.after, false
	l.publish(l.tail)
	return nil
}

func (l *Ledger) framed(bodies [][]byte) []byte {
	size := 0
	for _, body := range bodies {
		size += frameHead + len(body)
	}
	frame := slices.Grow(l.frame[:0], size)
	for _, body := range bodies {
		frame = binary.BigEndian.AppendUint32(frame, uint32(len(body)))
		frame = append(frame, body...)
	}
	if cap(frame) <= 4*window {
		l.frame = frame
	}
	return frame
}

// rereadAfterFailure reads the files again if a write or a sync has failed. Bytes that
// no sync has confirmed are cut first, even if they can be read: after a failed
// sync the kernel may show bytes that never reach the disk, and say of them at
// the next sync that all is well. Nobody was told of them, and the log has them.
func (l *Ledger) rereadAfterFailure() error {
	if l.isClosed() {
		return ErrClosed
	}
	if !l.doubt {
		return nil
	}
	if err := l.entries.measure(); err != nil {
		return err
	}
	if l.entries.size > l.confirmed {
		if err := l.entries.cut(l.confirmed); err != nil {
			return err
		}
	}
	return l.load()
}
