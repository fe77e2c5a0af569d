package recording

import (
	"bytes"
	"context"
	"errors"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/texts"
	"ahd.example/ahd/services/commands/rule"
)

// before answers a request whose id is in the record: with its old place if it
// says the same, with ErrIDReused if it says anything else.
func (r *Recorder) before(ctx context.Context, request Request) (_ Outcome, found bool, _ error) {
	sequence, found, err := r.Book.Recorded(ctx, request.ID)
	switch {
	case err != nil && request.Fresh:
		return Outcome{}, false, notNow(errors.New("the book cannot be read")).Because(err)
	case err != nil:
		return Outcome{}, false, outcomeUnknown(err)
	case !found:
		return Outcome{}, false, nil
	}
	same, err := r.saysTheSame(ctx, request, sequence, theSame)
	if err != nil {
		return Outcome{}, true, outcomeUnknown(err)
	}
	if !same {
		return Outcome{}, true, rule.Refuse(rule.ErrIDReused, "id-reused",
			"This id was used before, for something else. Nothing was recorded. Use a new id for a new command.")
	}
	return outcomeOf(request, sequence, false), true, nil
}

// actors says whose word a comparison is about.
type actors bool

const (
	theSame actors = true  // another actor makes it another statement
	anybody actors = false // only what is said counts
)

// saysTheSame compares subject, type and data, and unless anybody will do actor
// and on whose behalf, with the recorded event. Erased texts are left out: nobody
// can say what they were.
func (r *Recorder) saysTheSame(ctx context.Context, request Request, sequence uint64, by actors) (bool, error) {
	body, err := r.Ledger.Entry(sequence)
	if err != nil {
		return false, err
	}
	recorded, err := events.Decode(body)
	if err != nil {
		return false, err
	}
	refs, err := r.recall(ctx, request, recorded.Data)
	if err != nil {
		return false, err
	}
	asked := recorded
	asked.Data = stampedAs(recorded.Data, inTheOpen(recorded.Data, request.Command.Say(refs), request.facts().Typed))
	asked.Type = asked.Data.Type()
	asked.Subject = request.Command.Stream().Subject()
	if by == theSame {
		if !sameHand(request, recorded) {
			return false, nil
		}
		asked.OnBehalfOf = request.OnBehalfOf
	}
	return sameBytes(recorded, asked), nil
}

// recall builds what the event would hold of the typed words under the salts
// that were kept for it. Words that were erased since count as the same.
func (r *Recorder) recall(ctx context.Context, request Request, recorded events.Payload) (rule.Refs, error) {
	refs, said := rule.Refs{}, events.Texts(recorded)
	for field, words := range request.facts().Typed {
		id := texts.ID(request.ID, field)
		kept, err := r.Texts.Match(ctx, id, words)
		if err != nil {
			return nil, err
		}
		refs[field] = &events.Text{ID: id, Hash: kept.Hash}
		if !kept.Known && said[field] != nil {
			refs[field] = said[field]
		}
	}
	return refs, nil
}

// inTheOpen puts an address where an older version of the program wrote it: into the
// event itself. So the same command sent again is the same, whichever version recorded
// it first.
func inTheOpen(recorded, asked events.Payload, typed map[string]string) events.Payload {
	var address *string
	if words, ok := typed[rule.AddressField]; ok {
		address = &words
	}
	switch d := asked.(type) {
	case events.EvidenceLinked:
		if before, ok := recorded.(events.EvidenceLinked); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	case events.ProgressDisputed:
		if before, ok := recorded.(events.ProgressDisputed); ok && before.URL != nil {
			d.Address, d.URL = before.Address, address
		}
		return d
	}
	return asked
}

// stampedAs gives what is asked for the times that the log gave the recorded event:
// whoever asks again cannot have said them.
func stampedAs(recorded, asked events.Payload) events.Payload {
	was, is := recorded.(events.ClockCorrected)
	if again, same := asked.(events.ClockCorrected); is && same {
		again.From, again.To = was.From, was.To
		return again
	}
	return asked
}

// sameBytes compares two events of today's shape. What cannot be encoded was
// never recorded.
func sameBytes(recorded, asked events.Event) bool {
	a, err := events.Encode(recorded)
	if err != nil {
		return false
	}
	b, err := events.Encode(asked)
	return err == nil && bytes.Equal(a, b)
}

// Holding says what the record has of a command.
type Holding int

// What the record can have.
const (
	HoldsNothing Holding = iota // nothing that stands in its way
	HoldsSame                   // the command
	HoldsOther                  // something else under its id, or what a rule refuses to have twice
)

// Holds tells what the record has of a request, whoever asked then and now: a
// file that somebody else imports again is the same file.
func (r *Recorder) Holds(ctx context.Context, request Request) (Holding, error) {
	sequence, found, err := r.Book.Recorded(ctx, request.ID)
	if err != nil {
		return HoldsNothing, notNow(errors.New("the book cannot be read")).Because(err)
	}
	if !found {
		return r.standsInItsWay(ctx, request)
	}
	same, err := r.saysTheSame(ctx, request, sequence, anybody)
	if err != nil {
		return HoldsNothing, notNow(errors.New("the ledger cannot be read")).Because(err)
	}
	if same {
		return HoldsSame, nil
	}
	return HoldsOther, nil
}

// standsInItsWay looks whether the thing is there already, recorded by another
// command. A thing that is not there at all may come with this very file.
func (r *Recorder) standsInItsWay(ctx context.Context, request Request) (Holding, error) {
	row, err := r.Book.State(ctx, request.Command.Stream(), request.facts().Seeks...)
	if err != nil {
		return HoldsNothing, notNow(errors.New("the book cannot be read")).Because(err)
	}
	if row.Version > 0 && errors.Is(request.Command.Decide(row.State, request.Who, r.now()), rule.ErrRefused) {
		return HoldsOther, nil
	}
	return HoldsNothing, nil
}
