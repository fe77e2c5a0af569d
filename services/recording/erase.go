package recording

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"ahd/events"
	"ahd/events/commitment"
	"ahd/events/fold"
	"ahd/services/commands/rule"
)

// DocumentField stands for a deposited document, with all that is known of it, in
// the id of what is erased.
const DocumentField = "document"

// EraseText asks to record that a typed text or a document of a commitment is
// erased, and to erase it. The event that it belonged to, and its hash, stay.
type EraseText struct {
	On
	Text   string // "<command id>/<field>", "<command id>/document"
	Basis  string // one of commitment.ErasureBases
	Reason *string
}

// Decide: whatever became of the commitment, a text of it can be erased.
func (c EraseText) Decide(state fold.State, who rule.Who, _ time.Time) error {
	s, err := known(c.ID, state)
	return rule.First(err, rule.OneOf("basis", c.Basis, commitment.ErasureBases),
		rule.When(s.HasErased(c.Text), rule.Refuse(rule.ErrRefused, "text.erased-already", "That text was erased already. Nothing was recorded.")),
		rule.MayRecord(who, "erase texts", rule.Keepers...))
}

func (c EraseText) Say(refs rule.Refs) events.Payload {
	return events.TextErased{Text: c.Text, Basis: c.Basis, Reason: refs["reason"]}
}

func (c EraseText) Typed() map[string]string { return rule.TypedField("reason", c.Reason) }

// Erases is the text that goes.
func (c EraseText) Erases() string { return c.Text }

// thoroughness is how long an erasure may take: the book is made anew without the
// words, which takes a minute where there are millions of events.
const thoroughness = 5 * time.Minute

// belongs refuses the erasure of a text that is not of the command's stream.
func (r *Recorder) belongs(ctx context.Context, request Request) error {
	command, ok := request.Command.(rule.Erasing)
	if !ok {
		return nil
	}
	id, field, _ := strings.Cut(command.Erases(), "/")
	sequence, found, err := r.Book.Recorded(ctx, id)
	if err != nil {
		return notNow(errors.New("the book cannot be read")).Because(err)
	}
	if found {
		body, err := r.Ledger.Entry(sequence)
		if err != nil {
			return notNow(errors.New("the record cannot be read")).Because(err)
		}
		event, err := events.Decode(body)
		_, deposited := event.Data.(events.EvidenceDeposited)
		if err == nil && event.Subject == request.Command.Stream().Subject() &&
			(events.Texts(event.Data)[field] != nil || deposited && field == DocumentField) {
			return nil
		}
		if err == nil && event.Subject == request.Command.Stream().Subject() && slices.Contains(events.InTheOpen(event.Data), field) {
			return rule.Refuse(rule.ErrRefused, "text.in-the-event", "That address stands in the event itself, where an older version of Ahd put it, and an event cannot be edited. Nothing was recorded.")
		}
	}
	return rule.Refuse(rule.ErrUnknown, "text.unknown", "There is no such text on %s. Nothing was recorded.", request.Command.Stream().ID)
}

// carryOut erases what an erasure that is recorded says. If we stop before it, the
// next start does it; the same command sent again does it too.
func (r *Recorder) carryOut(ctx context.Context, request Request, sequence uint64) error {
	command, ok := request.Command.(rule.Erasing)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), thoroughness)
	defer cancel()
	err := r.Book.Wait(ctx, sequence)
	if err == nil {
		err = r.Texts.Erase(ctx, command.Erases())
	}
	if err != nil {
		return rule.Refuse(rule.ErrOutcomeUnknown, "erase.unfinished",
			"It is recorded that the text is erased, but it could not be removed everywhere yet. Send it again with the same id.").Because(err)
	}
	return nil
}
