package auditing

import (
	"context"
	"errors"
	"fmt"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/eventlog/comparison"
)

// Kept are the stores that events name things in.
type Kept struct {
	// Text compares a typed text with what an event holds: false where nothing is kept.
	Text func(ctx context.Context, recorded events.Text) (kept bool, err error)
	// Source reads the archived text with a hash and checks it.
	Source func(sha256 string) error
	// Document reads a deposited document and checks it against what its event holds:
	// false where nothing is kept of it.
	Document func(ctx context.Context, deposited events.EvidenceDeposited) (kept bool, err error)
	// Erased reports whether the register says that a text is gone: "<command id>/<field>".
	Erased func(id string) bool
}

// Compare asks of everything that the first size events name whether it is there and is
// what it was. What was erased has gone rightly.
func (k Kept) Compare(ctx context.Context, record Record, size uint64, progress func(done, total uint64)) (found []Finding, err error) {
	for next := uint64(1); next <= size && len(found) < comparison.MaxFindings; {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		bodies, err := record.Entries(next)
		if err != nil || len(bodies) == 0 {
			return found, fmt.Errorf("event %d cannot be read: %w", next, err)
		}
		for _, body := range bodies[:min(uint64(len(bodies)), size-next+1)] {
			event, err := events.Decode(body)
			if err != nil {
				return found, fmt.Errorf("event %d: %w", next, err)
			}
			found = append(found, k.named(ctx, next, event)...)
			next++
		}
		progress(next-1, size)
	}
	return found, nil
}

// named looks at what one event names.
func (k Kept) named(ctx context.Context, sequence uint64, event events.Event) (found []Finding) {
	for field, text := range events.Texts(event.Data) {
		kept, err := k.Text(ctx, *text)
		if f := judge(sequence, "texts", fmt.Sprintf("The text “%s” of event %d", field, sequence), kept || k.Erased(text.ID), err); f != nil {
			found = append(found, *f)
		}
	}
	switch d := event.Data.(type) {
	case events.SourceArchived:
		if f := judge(sequence, "files", fmt.Sprintf("The text of the source of event %d", sequence), true, k.Source(d.SHA256)); f != nil {
			found = append(found, *f)
		}
	case events.EvidenceDeposited:
		kept, err := k.Document(ctx, d)
		if f := judge(sequence, "files", fmt.Sprintf("The document of event %d", sequence), kept || k.Erased(event.ID+"/document"), err); f != nil {
			found = append(found, *f)
		}
	}
	return found
}

func judge(sequence uint64, store, what string, kept bool, err error) *Finding {
	f := &Finding{Event: &sequence, Remedy: comparison.Restore, Grave: true}
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		f.Code, f.Sentence = store+".damaged", fmt.Sprintf("%s is not what was recorded: %v.", what, err)
	case !kept && err == nil:
		f.Code, f.Sentence = store+".missing", what+" is gone, and no erasure of it was recorded."
	default:
		return nil
	}
	return f
}
