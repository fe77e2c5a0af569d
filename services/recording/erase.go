package recording

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"ahd.example/ahd/events"
	"ahd.example/ahd/services/commands/rule"
)

// eraseTimeout is how long an erasure may take: the book is made anew without the
// words, which takes a minute where there are millions of events.
const eraseTimeout = 5 * time.Minute

// belongs refuses the erasure of a text that is not of the command's stream.
func (a *attempt) belongs(ctx context.Context) error {
	erases := a.request.facts().Erases
	if erases == nil {
		return nil
	}
	id, field, _ := strings.Cut(*erases, "/")
	sequence, found, err := a.Book.Recorded(ctx, id)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	if found {
		body, err := a.Ledger.Entry(sequence)
		if err != nil {
			return notNow(errors.New("the record cannot be read")).Because(err)
		}
		event, err := events.Decode(body)
		_, deposited := event.Data.(events.EvidenceDeposited)
		if err == nil && event.Subject == a.request.Command.Stream().Subject() &&
			(events.Texts(event.Data)[field] != nil || deposited && field == events.DocumentField) {
			return nil
		}
		if err == nil && event.Subject == a.request.Command.Stream().Subject() && slices.Contains(events.InTheOpen(event.Data), field) {
			return rule.Refuse(rule.ErrRefused, "text.in-the-event", "That address stands in the event itself, where an older version of Ahd put it, and an event cannot be edited. Nothing was recorded.")
		}
	}
	return rule.Refuse(rule.ErrUnknown, "text.unknown", "There is no such text on %s. Nothing was recorded.", a.request.Command.Stream().ID)
}

// carryOut erases what an erasure that is recorded says. If we stop before it, the
// next start does it; the same command sent again does it too.
func (r *Recorder) carryOut(ctx context.Context, request Request, sequence uint64) error {
	erases := request.facts().Erases
	if erases == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), eraseTimeout)
	defer cancel()
	err := r.Book.Wait(ctx, sequence)
	if err == nil {
		err = r.Texts.Erase(ctx, *erases)
	}
	if err != nil {
		return rule.Refuse(rule.ErrOutcomeUnknown, "erase.unfinished",
			"It is recorded that the text is erased, but it could not be removed everywhere yet. Send it again with the same id.").Because(err)
	}
	return nil
}
