package projections

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/durable"
)

const (
	snapshotBatch = 1 << 12          // events taken in together while nobody waits: little memory
	laterAgain    = 30 * time.Second // after a snapshot could not be made
)

// KeepSnapshots makes snapshots in the background from now on, so that any past moment
// is near one; until then, and where nobody calls it, moments are replayed from the
// snapshots that are there. room says whether the disk has plenty besides so many
// bytes. It works half of the time, so that others come first. Close waits for it. If
// it stopped, moments would take longer, and nothing would be wrong.
func (h *history) KeepSnapshots(room func(bytes int64) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.mending.Go(func() {
		for h.ending.Err() == nil {
			if err := h.nextSnapshot(room); err != nil {
				durable.Sleep(h.ending, laterAgain)
			}
		}
	})
}

// Snapshots says at which events there are snapshots, and how many bytes they have.
func (h *history) Snapshots() (sequences []uint64, bytes int64) {
	h.snapshots.mu.Lock()
	defer h.snapshots.mu.Unlock()
	for _, one := range h.snapshots.kept {
		sequences = append(sequences, one.sequence)
		if info, err := os.Stat(filepath.Join(h.dir, one.name)); err == nil {
			bytes += info.Size()
		}
	}
	return sequences, bytes
}

var errNoRoom = errors.New("there is no room for a station")

// nextSnapshot waits until the book has come to where the next snapshot belongs, and
// makes it.
func (h *history) nextSnapshot(room func(bytes int64) bool) error {
	ctx, end := h.snapshots.begin(h.ending)
	defer end()
	if ctx.Err() != nil { // some are being forgotten
		durable.Sleep(h.ending, 10*time.Millisecond)
		return nil
	}
	next := h.snapshots.next(h.Checkpoint().Sequence)
	err := h.await(ctx, next, 0) // which may come next year
	if err == nil {
		err = h.makeSnapshot(ctx, next, room)
	}
	if ctx.Err() != nil { // they were forgotten, and begin anew
		return nil
	}
	return err
}

// makeSnapshot makes the snapshot at an event, aside, and names it when it is whole. It
// is not synced: what a crash leaves of it does not hash to its name.
func (h *history) makeSnapshot(ctx context.Context, sequence uint64, room func(bytes int64) bool) (err error) {
	present := h.borrow()
	defer h.giveBack(present)
	if info, err := os.Stat(present.path); err != nil || !room(info.Size()) { // more than any snapshot has
		return cause.Of(errNoRoom, err)
	}
	aside := filepath.Join(h.dir, "station.part")
	removeBook(aside)
	defer func() {
		if err != nil {
			removeBook(aside)
		}
	}()
	told, err := newRehydrator(ctx, h.record, present.file, sequence)
	if err != nil {
		return err
	}
	r := replayer{rehydrator: told, options: h.options, chunk: snapshotBatch, words: true, rest: durable.Sleep}
	if err := h.replay(ctx, r, aside, sequence); err != nil {
		return err
	}
	sum, err := durable.SumFile(aside)
	if err != nil {
		return cause.Of(errNoRoom, err)
	}
	made := snapshot{sequence, snapshotName(sequence, sum)}
	if err := os.Rename(aside, filepath.Join(h.dir, made.name)); err != nil {
		return cause.Of(errNoRoom, err)
	}
	h.snapshots.mu.Lock()
	defer h.snapshots.mu.Unlock()
	h.snapshots.add(made)
	return nil
}

// begin is asked before one is waited for and made; what it returns has ended while
// they are forgotten. end follows.
func (s *snapshots) begin(ctx context.Context) (_ context.Context, end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	making, cancel := context.WithCancel(ctx)
	if s.forgetful > 0 {
		cancel()
		return making, cancel
	}
	made := make(chan struct{})
	s.stop, s.made = cancel, made
	return making, func() {
		cancel()
		close(made)
	}
}

// forget removes all, runs during while none is made, and waits for one that is
// being made before that.
func (s *snapshots) forget(during func() error) error {
	s.mu.Lock()
	s.forgetful++
	stop, made := s.stop, s.made
	s.mu.Unlock()
	if stop != nil {
		stop()
		<-made
	}
	s.mu.Lock()
	for _, one := range s.kept {
		s.remove(one)
	}
	s.kept = nil
	s.mu.Unlock()
	err := during()
	s.mu.Lock()
	s.forgetful--
	s.mu.Unlock()
	return err
}
