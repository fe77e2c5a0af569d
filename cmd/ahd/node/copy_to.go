package node

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ahd/events/cause"
	"ahd/events/eventlog"
	"ahd/events/eventlog/comparison"
)

// uncopied is why a log outside could not be completed.
type uncopied struct {
	why   string
	cause error
}

func (u *uncopied) Error() string { return u.why }
func (u *uncopied) Unwrap() error { return u.cause }

// copyTo completes a log outside with what the ledger holds. What is there already must
// be the same. Errors: *uncopied; those of log and ledger.
func (l *Log) copyTo(ctx context.Context, target Options, size uint64, progress func(done, total uint64)) (err error) {
	o := &opened{}
	if err := o.dial(target); err != nil {
		return &uncopied{err.Error(), err}
	}
	defer o.connection.Close()
	log, err := eventlog.Open(ctx, o.connection, max(1, target.Replicas))
	if err != nil {
		return &uncopied{"at the other place, " + err.Error(), err}
	}
	defer log.Close()
	head, err := log.Head(ctx)
	if err != nil {
		return err
	}
	if head > size {
		return &uncopied{why: fmt.Sprintf("at the other place is a log of %d events, and the ledger holds %d. It is another one, or goes on without this folder", head, size)}
	}
	found, err := comparison.All(ctx, log, l.ledger, head, progress)
	if err == nil && len(found) > 0 {
		err = &uncopied{why: "at the other place is another log: " + found[0].Sentence + " Leave it as it is, and take another server"}
	}
	if err != nil {
		return err
	}
	if err := l.fill(ctx, log, head+1, size, progress); err != nil {
		return err
	}
	found, err = comparison.All(ctx, log, l.ledger, size, progress)
	if err == nil && len(found) > 0 {
		err = &uncopied{why: "what was copied is not what the ledger holds: " + strings.TrimSuffix(found[0].Sentence, ".")}
	}
	return err
}

// copyForMove is copyTo for a move.
func (l *Log) copyForMove(ctx context.Context, target Options, progress func(done, total uint64)) error {
	err := l.copyTo(ctx, target, l.ledger.Size(), progress)
	if u := (*uncopied)(nil); errors.As(err, &u) {
		return cause.Of(unmovable(u.why), err)
	}
	return err
}
