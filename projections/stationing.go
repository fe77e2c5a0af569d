package projections

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"ahd/events/cause"
	"ahd/events/durable"
)

const (
	stationed  = 1 << 12          // events taken in together while nobody waits: little memory
	laterAgain = 30 * time.Second // after a station could not be made
)

// KeepStations makes stations in the background from now on, so that any past moment
// is near one; until then, and where nobody calls it, moments are replayed from the
// stations that are there. room says whether the disk has plenty besides so many
// bytes. It works half of the time, so that others come first. Close waits for it. If
// it stopped, moments would take longer, and nothing would be wrong.
func (h *history) KeepStations(room func(bytes int64) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.mending.Go(func() {
		for h.ending.Err() == nil {
			if err := h.nextStation(room); err != nil {
				durable.Sleep(h.ending, laterAgain)
			}
		}
	})
}

// Stations says at which events there are stations, and how many bytes they have.
func (h *history) Stations() (sequences []uint64, bytes int64) {
	h.stations.mu.Lock()
	defer h.stations.mu.Unlock()
	for _, one := range h.stations.kept {
		sequences = append(sequences, one.sequence)
		if info, err := os.Stat(filepath.Join(h.dir, one.name)); err == nil {
			bytes += info.Size()
		}
	}
	return sequences, bytes
}

var errNoRoom = errors.New("there is no room for a station")

// nextStation waits until the book has come to where the next station belongs, and
// makes it.
func (h *history) nextStation(room func(bytes int64) bool) error {
	ctx, end := h.stations.begin(h.ending)
	defer end()
	if ctx.Err() != nil { // some are being forgotten
		durable.Sleep(h.ending, 10*time.Millisecond)
		return nil
	}
	next := h.stations.next(h.Checkpoint().Sequence)
	err := h.await(ctx, next, 0) // which may come next year
	if err == nil {
		err = h.makeStation(ctx, next, room)
	}
	if ctx.Err() != nil { // they were forgotten, and begin anew
		return nil
	}
	return err
}

// makeStation makes the station at an event, aside, and names it when it is whole. It
// is not synced: what a crash leaves of it does not hash to its name.
func (h *history) makeStation(ctx context.Context, sequence uint64, room func(bytes int64) bool) (err error) {
	present := h.borrow()
	defer h.giveBack(present)
	if info, err := os.Stat(present.path); err != nil || !room(info.Size()) { // more than any station has
		return cause.Of(errNoRoom, err)
	}
	aside := filepath.Join(h.dir, "station.part")
	removeBook(aside)
	defer func() {
		if err != nil {
			removeBook(aside)
		}
	}()
	told, err := newRefolder(ctx, h.record, present.file, sequence)
	if err != nil {
		return err
	}
	r := restorer{refolder: told, options: h.options, chunk: stationed, words: true, rest: durable.Sleep}
	if err := h.restore(ctx, r, aside, sequence); err != nil {
		return err
	}
	sum, err := durable.SumFile(aside)
	if err != nil {
		return cause.Of(errNoRoom, err)
	}
	made := station{sequence, stationName(sequence, sum)}
	if err := os.Rename(aside, filepath.Join(h.dir, made.name)); err != nil {
		return cause.Of(errNoRoom, err)
	}
	h.stations.mu.Lock()
	defer h.stations.mu.Unlock()
	h.stations.add(made)
	return nil
}

// begin is asked before one is waited for and made; what it returns has ended while
// they are forgotten. end follows.
func (s *stations) begin(ctx context.Context) (_ context.Context, end func()) {
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
func (s *stations) forget(during func() error) error {
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
