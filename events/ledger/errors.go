package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"ahd.example/ahd/events/cause"
)

var (
	// ErrNoEntry is returned for a sequence beyond the size, and for 0.
	ErrNoEntry = errors.New("no such entry")
	// ErrDamaged means that bytes on disk are not what was once written there.
	ErrDamaged = errors.New("damaged")
	// ErrGap means that entries between the last one and this one are missing.
	ErrGap = errors.New("gap")
	// ErrFork means that the log now gives other bytes for a sequence than the
	// ledger holds, or has held: one of the two was rewritten.
	ErrFork = errors.New("fork")
	// ErrTime means that an entry claims an earlier time than the one before it.
	ErrTime = errors.New("earlier than the entry before")
	// ErrLength means an empty body, or one longer than events.MaxBody.
	ErrLength = errors.New("empty or too long")
	// ErrRefused means that the check did not accept the body.
	ErrRefused = errors.New("not a canonical event")
	// ErrOrigin means that the folder belongs to another log, or says none.
	ErrOrigin = errors.New("wrong origin")
	// ErrFollowed means that somebody follows already: there is one writer.
	ErrFollowed = errors.New("the ledger is followed already")
	// ErrIdle is the reason why a ledger stands still that nobody follows any more.
	ErrIdle = errors.New("the ledger no longer follows the log")
	// ErrEnded means that a source returned although nobody had asked it to.
	ErrEnded = errors.New("the log ended")
	// ErrClosed is returned after Close.
	ErrClosed = errors.New("the ledger is closed")
)

// EntryError says which entry an error is about.
type EntryError struct {
	Sequence uint64
	Err      error
}

func (e *EntryError) Error() string {
	return fmt.Sprintf("entry %d of the ledger: %v", e.Sequence, e.Err)
}

func (e *EntryError) Unwrap() error { return e.Err }

func entryError(sequence uint64, kind error, why string) error {
	return &EntryError{Sequence: sequence, Err: fmt.Errorf("%w: %s", kind, why)}
}

// damaged names an entry that stands on disk and is refused for a reason of err.
func damaged(err error) error {
	var at *EntryError
	if !errors.As(err, &at) {
		return err
	}
	return &EntryError{Sequence: at.Sequence, Err: fmt.Errorf("%w: %w", ErrDamaged, at.Err)}
}

// failure names a file by its role. Paths stay out: errors reach pages.
func failure(role string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrClosed):
		return cause.Of(ErrClosed, err)
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("%s: %w", role, err)
}

// refusal is ErrRefused with the words of the check.
type refusal struct{ why error }

func (r refusal) Error() string   { return ErrRefused.Error() + ": " + r.why.Error() }
func (r refusal) Unwrap() []error { return []error{ErrRefused, r.why} }
