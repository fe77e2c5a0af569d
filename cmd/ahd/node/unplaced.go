package node

import (
	"bytes"
	"context"
	"errors"

	"ahd/cmd/ahd/folder"
	"ahd/events"
	"ahd/events/cause"
	"ahd/events/eventlog"
)

// errUnplaced is the class of why a folder is not used that does not say where its log
// is: one of an older version that was always given an address, or one put together by
// hand. To go on with another log than the one before would be another history.
var errUnplaced = errors.New("the data folder does not say where its log is, and the one that was looked at does not hold what the ledger holds")

// errMovedOut is the same of a folder whose ledger says more.
var errMovedOut = errors.New("the data folder does not say where its log is, and its ledger says that a NATS server keeps it")

// unplacedRemedy is what to do about it. That the log was never anywhere else is a word
// that somebody gives, and no advice.
const unplacedRemedy = "Name the NATS server that keeps the log: --nats URL, with what you record next; from then on the folder says it. If none ever did, or its log is gone for good, “ahd log move --embedded” says what is needed."

func isUnplaced(err error) bool { return errors.Is(err, errUnplaced) || errors.Is(err, errMovedOut) }

// unplacedBecause turns what is wrong with a log into what is wrong with the folder, where
// nothing says that the log is the folder's.
func (l *Log) unplacedBecause(err error) error {
	if err == nil || !l.unplaced.Load() || !errors.Is(err, eventlog.ErrAbsent) && !errors.Is(err, ErrDamaged) && !errors.Is(err, errAnother) {
		return err
	}
	return cause.Of(errUnplaced, err)
}

// movedOut refuses the folder's own log where the folder does not say that it is there
// and the ledger says that it is elsewhere.
func (l *Log) movedOut(ctx context.Context) error {
	if !l.unplaced.Load() || l.at().NATS != "" || l.ledger.Size() == 0 {
		return nil
	}
	log, err := l.lastPlace(ctx)
	if err != nil {
		return err
	}
	if log == events.LogExternal {
		return errMovedOut
	}
	return nil
}

// lastPlace is where the newest appointment in the ledger says that the log is; "" where
// there is none. In a folder of an older format there cannot be any.
func (l *Log) lastPlace(ctx context.Context) (place string, err error) {
	if folder.Older(l.options.Dir) {
		return "", nil
	}
	appointed := (events.NodeAppointed{}).Type()
	for next := uint64(1); next <= l.ledger.Size() && ctx.Err() == nil; {
		bodies, err := l.ledger.Entries(next)
		if err != nil {
			return "", err
		}
		for _, body := range bodies {
			if !bytes.Contains(body, []byte(appointed)) { // taking each event apart takes far longer
				continue
			}
			if envelope, _, err := events.Scan(body); err != nil || envelope.Type != appointed {
				continue // a damaged ledger says so itself
			}
			if e, err := events.Decode(body); err == nil {
				place = e.Data.(events.NodeAppointed).Log
			}
		}
		next += uint64(len(bodies))
	}
	return place, ctx.Err()
}

// Place is where the log is, as people and scripts are told: without passwords.
func (l *Log) Place() string {
	place, _, err := l.at().place()
	if err != nil {
		return "unknown"
	}
	return place.String()
}
