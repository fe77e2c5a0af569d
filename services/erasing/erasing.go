// Package erasing answers: is what was erased nowhere, and what was never recorded
// forgotten?
package erasing

import (
	"context"
	"errors"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/files"
	"ahd.example/ahd/events/private"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/projections/book"
	"ahd.example/ahd/projections/erasures"
	"ahd.example/ahd/services/recording"
)

// Book holds words too, so that they are found.
type Book interface {
	Read(ctx context.Context, read func(*book.View) error) error
	Rebuild(ctx context.Context, progress func(done, total uint64)) error
	ForgetPast(during func() error) error
}

// Log says what may still come.
type Log interface {
	Head(ctx context.Context) (uint64, error)
	InDoubt(command string) bool
	Doubtful() bool
}

// Needs is where words and documents lie, and who knows what was recorded.
type Needs struct {
	Texts   *texts.Store
	Private *private.Store
	Files   *files.Store
	Book    Book
	Busy    error // what Rebuild says while another is under way
	Record  recording.Book
	Log     Log

	Evidence func(command string) string // the id of the document that a command deposits
}

// Service is the store of texts as the recorder sees it: what goes leaves every other
// place too.
type Service struct {
	*texts.Store
	needs Needs
	Words *Words
}

// Open reads what was erased.
func Open(ctx context.Context, needs Needs) (*Service, error) {
	s := &Service{Store: needs.Texts, needs: needs, Words: &Words{texts: needs.Texts, erased: map[string]bool{}}}
	all, err := s.erased(ctx)
	s.Words.gone(all...)
	return s, err
}

func (s *Service) erased(ctx context.Context) (all []string, err error) {
	err = s.needs.Book.Read(ctx, func(v *book.View) error {
		all, err = erasures.All(v)
		return err
	})
	return all, err
}

// Again carries out every erasure that was recorded: the last time we may have stopped
// before it.
func (s *Service) Again(ctx context.Context) error {
	gone, err := s.erased(ctx)
	if err != nil || len(gone) == 0 {
		return err
	}
	return s.Erase(ctx, gone...)
}

// Erase leaves no byte of texts and documents, whose erasure the book has read. The
// authoritative stores come last: what is still in them says that the book may still
// hold words of it, so that whoever tries again after a crash knows what is left.
func (s *Service) Erase(ctx context.Context, ids ...string) error {
	s.Words.gone(ids...)
	var words, documents []string
	for _, id := range ids {
		if command, field, _ := strings.Cut(id, "/"); field == events.DocumentField {
			documents = append(documents, s.needs.Evidence(command))
			continue
		}
		_, kept, err := s.Read(ctx, id)
		if err != nil {
			return err
		}
		if kept {
			words = append(words, id)
		}
	}
	return errors.Join(s.eraseWords(ctx, words), s.eraseDocuments(ctx, documents))
}

func (s *Service) eraseWords(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := s.makeAnew(ctx); err != nil {
		return err
	}
	return s.needs.Book.ForgetPast(func() error { return s.Store.Erase(ctx, ids...) })
}

// makeAnew lets a book serve that never saw the words. A rebuild that is under way
// may have begun before the erasure was read, so it is waited for.
func (s *Service) makeAnew(ctx context.Context) error {
	for {
		err := s.needs.Book.Rebuild(ctx, func(uint64, uint64) {})
		if !errors.Is(err, s.needs.Busy) {
			return err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Sweep forgets words and documents that were put away and whose event was never
// recorded. It comes when no command is under way any more, and only where all that was
// recorded is known: an older copy of the folder that only reads a log, or the wrong one,
// must not forget the words of what it does not know.
func (s *Service) Sweep(ctx context.Context) error {
	head, err := s.needs.Log.Head(ctx)
	if err == nil {
		err = s.needs.Record.Wait(ctx, head)
	}
	if err != nil {
		return err
	}
	return errors.Join(s.sweepDocuments(ctx), s.sweepIntakes(ctx), s.sweepWords(ctx))
}

func (s *Service) sweepWords(ctx context.Context) error {
	_, err := s.Store.Sweep(ctx, func(command string) (bool, error) {
		_, found, err := s.needs.Record.Recorded(ctx, command)
		return found || s.needs.Log.InDoubt(command), err // what may still come needs its words
	})
	return err
}
