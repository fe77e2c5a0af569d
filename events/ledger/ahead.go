package ledger

import "sync"

// part is a run of whole entries as they stand in the file, examined and not yet taken in.
type part struct {
	bodies   [][]byte
	known    memory // of their hashes
	examined []examined
	rest     []byte // what stands there; without a whole entry it is judged
	err      error
}

// ahead reads and examines the parts of the entries in a goroutine of its own, one further
// than they are taken in. It changes nothing, and knows the hashes as they were when it
// began: taking in a part writes none that belong to a later one.
type ahead struct {
	known   int64 // bytes of the hashes
	parts   chan part
	ended   chan struct{}
	running sync.WaitGroup
}

// readAhead begins behind a tail. Whoever began ends it.
func (l *Ledger) readAhead(from tail, solid int64) *ahead {
	a := &ahead{known: l.hashes.size, parts: make(chan part), ended: make(chan struct{})}
	a.running.Go(func() {
		var buffers [2][window]byte // one is taken in while the other is filled
		size, at := from.size, from.bytes
		for n := 0; ; n++ {
			p := a.read(l, buffers[n%2][:max(0, min(window, solid-at))], size, at)
			select {
			case a.parts <- p:
			case <-a.ended:
				return
			}
			if p.err != nil || len(p.bodies) == 0 {
				return
			}
			size += uint64(len(p.bodies))
			for _, body := range p.bodies {
				at += frameHead + int64(len(body))
			}
		}
	})
	return a
}

// read examines what stands at a place, behind so many entries.
func (a *ahead) read(l *Ledger, buffer []byte, size uint64, at int64) (p part) {
	if p.rest, p.err = l.entries.read(buffer, at); p.err != nil {
		return p
	}
	if p.bodies = wholeBodies(p.rest); len(p.bodies) == 0 {
		return p
	}
	first, end := hashesOf(size), hashesOf(size+uint64(len(p.bodies))+1)
	p.known = memory{from: size}
	if end = min(end, a.known); first < end {
		p.known.hashes, p.err = l.hashes.read(make([]byte, end-first), first)
	}
	p.examined = examineAll(l.check, p.bodies, size, p.known)
	return p
}

// next is the next part. Behind one without a whole entry there is none, and behind an
// error neither.
func (a *ahead) next() part { return <-a.parts }

// after gives what reads on behind a tail: itself, unless hashes were forgotten that it
// goes by.
func (a *ahead) after(t tail, l *Ledger, solid int64) *ahead {
	if l.hashes.size >= a.known {
		return a
	}
	a.end()
	return l.readAhead(t, solid)
}

func (a *ahead) end() {
	close(a.ended)
	a.running.Wait()
}
