package ledger

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"

	"ahd.example/ahd/events"

	"golang.org/x/mod/sumdb/tlog"
)

// window is how much of the entries is looked at in one go, in bytes; a body is
// far smaller.
const window = 1 << 20

// load makes memory out of the files: at the start, and after anything went
// wrong. It hashes every entry, checks those whose hash is not known yet, brings
// the derived files up to the entries, cuts an unfinished last entry, and syncs
// before it tells anybody the size, because what we read may only be in the
// kernel's memory. Where it stops with an error, memory stays as it was and no
// entry has been touched.
func (l *Ledger) load() error {
	for _, s := range []*store{l.entries, l.offsets, l.hashes} {
		if err := s.measure(); err != nil {
			return err
		}
	}
	solid, err := l.solid()
	if err != nil {
		return err
	}
	end, err := l.readEntries(solid)
	if err != nil {
		return err
	}
	if err := l.forgetBehind(end); err != nil {
		return err
	}
	found := Found{Cut: l.entries.size - end.bytes, Missing: l.known() - min(l.known(), end.size)}
	if found.Missing > 0 {
		found.Known = l.known()
	}
	if found.Cut > 0 {
		if err := l.cutEntries(end.bytes, solid); err != nil {
			return err
		}
	}
	if err := l.entries.sync(); err != nil {
		return err
	}
	if l.recovery != nil {
		found.Aside = strings.Join(l.recovery.aside, ", ")
	}
	l.tail, l.confirmed, l.found, l.doubt = end, end.bytes, found, false
	l.publish(l.tail)
	return nil
}

// readEntries walks over the whole entries and returns the tail that they make. While it
// takes in one part, the next is read and hashed.
func (l *Ledger) readEntries(solid int64) (tail, error) {
	var t tail
	ahead := l.readAhead(t, solid)
	defer func() { ahead.end() }()
	for {
		p := ahead.next()
		if p.err != nil {
			return t, p.err
		}
		if len(p.bodies) == 0 && l.recovery.covers(t.size+1) {
			return t, nil
		}
		if len(p.bodies) == 0 {
			return t, l.unfinished(t.size+1, p.rest)
		}
		before := t.size
		var err error
		if t, err = l.readGroup(t, p); err != nil || t.size < before+uint64(len(p.bodies)) {
			return t, err
		}
		ahead = ahead.after(t, l, solid)
	}
}

// readGroup takes in some entries: all of them, or those before the first that was torn.
func (l *Ledger) readGroup(t tail, p part) (tail, error) {
	bodies, known := p.bodies, p.known
	g, refused := t.take(bodies, p.examined)
	sequence := known.contradiction(g)
	switch {
	case sequence != 0: // before the refused one, and perhaps the cause of it
		before, _ := t.admit(l.check, bodies[:sequence-1-t.size], known)
		forgotten, err := l.contradicted(before.after, bodies[sequence-1-t.size])
		if err != nil {
			return t, err
		}
		if forgotten {
			p.known, err = l.recall(t.size, len(bodies))
			p.examined = examineAll(l.check, bodies, t.size, p.known)
			if err != nil {
				return t, err
			}
			return l.readGroup(t, p)
		}
		// Which of the two is right we cannot know, so we change neither.
		return t, entryError(sequence, ErrDamaged, "the entry and the hashes of the ledger disagree")
	case refused != nil && !l.recovery.torn(refused):
		return t, damaged(refused)
	}
	if known.has(g) { // nothing to write, nor to read once more
		return g.after, l.deriveOffsets(g)
	}
	return g.after, l.derive(g)
}

// wholeBodies splits off the entries that stand whole at the start of part. They share
// its memory, and none reaches into the next: whoever appends to a body gets a copy.
func wholeBodies(part []byte) [][]byte {
	bodies := make([][]byte, 0, len(part)/512+1)
	for len(part) >= frameHead {
		n := int(binary.BigEndian.Uint32(part))
		if n == 0 || n > events.MaxBody || frameHead+n > len(part) {
			break
		}
		bodies = append(bodies, part[frameHead:frameHead+n:frameHead+n])
		part = part[frameHead+n:]
	}
	return bodies
}

// unfinished judges what stands after the last whole entry. The start of one
// entry is what a crash leaves, and is cut. A wrong length that hides whole
// entries looks like it and must not be cut; it is told apart because no body
// holds a zero byte (JSON escapes it) and every length begins with one.
func (l *Ledger) unfinished(sequence uint64, rest []byte) error {
	if len(rest) < frameHead {
		return nil
	}
	n := binary.BigEndian.Uint32(rest)
	if n == 0 || n > events.MaxBody {
		return entryError(sequence, ErrDamaged, "a length of "+strconv.FormatUint(uint64(n), 10)+" bytes")
	}
	rest = rest[frameHead:]
	if bytes.IndexByte(rest, 0) >= 0 {
		return entryError(sequence, ErrDamaged, "a length that runs over the entries after it")
	}
	if _, err := l.check(rest); err == nil {
		return entryError(sequence, ErrDamaged, "a length beyond the end of a whole entry")
	}
	return nil
}

// solid is the end of the entries without zeros at the end, in bytes. Some file
// systems leave those after a crash; no entry ends with one.
func (f *files) solid() (int64, error) {
	buffer := make([]byte, window/16)
	for end := f.entries.size; end > 0; {
		start := max(0, end-int64(len(buffer)))
		part, err := f.entries.read(buffer[:end-start], start)
		if err != nil {
			return 0, err
		}
		if kept := bytes.TrimRight(part, "\x00"); len(kept) > 0 {
			return start + int64(len(kept)), nil
		}
		end = start
	}
	return 0, nil
}

// known is the number of entries whose leaf hash stands in hashes.bin.
func (f *files) known() uint64 {
	whole := f.hashes.size / tlog.HashSize
	if whole == 0 {
		return 0
	}
	return writtenWith((whole - 1) * tlog.HashSize)
}
