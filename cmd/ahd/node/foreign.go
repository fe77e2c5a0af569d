package node

import (
	"context"
	"errors"
	"fmt"

	"ahd/events/cause"
	"ahd/events/eventlog"
)

// foreignLog is what shows that another register's log is at the address.
type foreignLog struct{ key error }

func (*foreignLog) Error() string {
	return "at the address where the log should be is the log of another register, which was begun with another key"
}

// Unwrap gives the class and what showed it.
func (f *foreignLog) Unwrap() []error { return []error{errAnother, f.key} }

func isForeign(err error) bool {
	var foreign *foreignLog
	return errors.As(err, &foreign)
}

// rightAddress is what to do about it, where the folder says the address. Nothing is done
// to that log: it is somebody's.
const rightAddress = "The address in the file “log” of the data folder is wrong. Write the one at which this register's own log is, or let that address lead to its own server. Leave the log that is there as it is."

// notForeign looks at the opening in a log outside: another register's is told from one
// that lost events, however many it holds.
func (l *Log) notForeign(ctx context.Context, log *eventlog.Log, head uint64) error {
	if head == 0 || l.ledger.Size() == 0 {
		return nil
	}
	theirs, err := log.Body(ctx, 1)
	if err != nil {
		return nil // what is compared next says so
	}
	ours, err := l.ledger.Entry(1)
	if err != nil {
		return err
	}
	if err := sameOpening(ours, theirs); err != nil {
		return &foreignLog{err}
	}
	return nil
}

// foreignRefusal says that a log of another register is neither mended nor filled.
func foreignRefusal(reason error, placed bool) error {
	if !placed {
		return cause.Of(unrepairable("at the address that was given is the log of another register, which was begun with another key. Nothing was repaired. "+unplacedRemedy), reason)
	}
	return cause.Of(unrepairable(fmt.Sprintf("%v. Nothing was repaired. %s", &foreignLog{}, rightAddress)), reason)
}
