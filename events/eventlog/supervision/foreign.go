package supervision

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/events/eventlog"
	"ahd.example/ahd/events/folder"
)

// foreignLog is what shows that another register's log is at the address.
type foreignLog struct{ key error }

func (*foreignLog) Error() string {
	return "at the address where the log should be is the log of another register, which was begun with another key"
}

// Unwrap gives the class and what showed it.
func (f *foreignLog) Unwrap() []error { return []error{ErrAnother, f.key} }

// IsForeign reports whether the log of another register was found.
func IsForeign(err error) bool {
	var foreign *foreignLog
	return errors.As(err, &foreign)
}

// rightAddress is what to do about it, where the folder says the address. Nothing is done
// to that log: it is somebody's.
const rightAddress = "The address in the file “log” of the data folder is wrong. Write the one at which this register's own log is, or let that address lead to its own server. Leave the log that is there as it is."

// notForeign looks at the opening in a log outside: another register's is told from one
// that lost events, however many it holds.
func (op *opener) notForeign(ctx context.Context, log *eventlog.Log, head uint64) error {
	if head == 0 || op.needs.Ledger.Size() == 0 {
		return nil
	}
	theirs, err := log.Body(ctx, 1)
	if err != nil {
		return nil // what is compared next says so
	}
	ours, err := op.needs.Ledger.Entry(1)
	if err != nil {
		return err
	}
	if err := sameOpening(ours, theirs); err != nil {
		return &foreignLog{err}
	}
	return nil
}

// ForeignRefusal says that a log of another register is neither mended nor filled.
func ForeignRefusal(reason error, placed bool) error {
	if !placed {
		return cause.Of(Unrepairable("at the address that was given is the log of another register, which was begun with another key. Nothing was repaired. "+UnplacedRemedy), reason)
	}
	return cause.Of(Unrepairable(fmt.Sprintf("%v. Nothing was repaired. %s", &foreignLog{}, rightAddress)), reason)
}

// sameOpening says whether two registers begin with the same key; nil where one of the
// openings cannot be read.
func sameOpening(one, other []byte) error {
	first, err := events.Decode(one)
	if err != nil {
		return nil
	}
	opened, is := first.Data.(events.RegisterOpened)
	if !is {
		return nil
	}
	key := folder.Key{Origin: opened.Origin, VerifierKey: opened.VerifierKey}
	if err := key.Opened(other); errors.Is(err, folder.ErrForeignKey) {
		return err
	}
	return nil
}
